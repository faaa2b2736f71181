package dev.drydock.gateway.openapi;

import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Writes JSON for people, each kind of value in an element of its own. */
final class JsonText {

  private static final String INDENT = "  ";

  /** Objects and arrays that fit into so many characters stand on one line. */
  private static final int SHORT = 56;

  private JsonText() {}

  static void write(Html html, JsonNode value) {
    write(html, value, "");
  }

  private static void write(Html html, JsonNode value, String indent) {
    boolean isInline = value.toString().length() <= SHORT && !hasContainers(value);
    String inner = isInline ? "" : indent + INDENT;
    if (value.isObject()) {
      Iterator<Map.Entry<String, JsonNode>> members = value.properties().iterator();
      html.text("{");
      while (members.hasNext()) {
        Map.Entry<String, JsonNode> member = members.next();
        between(html, isInline, inner);
        html.tag("span", '"' + member.getKey() + '"', "class", "k").text(": ");
        write(html, member.getValue(), inner);
        html.text(members.hasNext() ? "," : "");
      }
      end(html, isInline, indent, "}");
    } else if (value.isArray()) {
      Iterator<JsonNode> items = value.iterator();
      html.text("[");
      while (items.hasNext()) {
        between(html, isInline, inner);
        write(html, items.next(), inner);
        html.text(items.hasNext() ? "," : "");
      }
      end(html, isInline, indent, "]");
    } else {
      html.tag("span", value.toString(), "class", value.isString() ? "s" : "n");
    }
  }

  private static void between(Html html, boolean isInline, String indent) {
    html.text(isInline ? " " : "\n" + indent);
  }

  private static void end(Html html, boolean isInline, String indent, String bracket) {
    html.text((isInline ? " " : "\n" + indent) + bracket);
  }

  private static boolean hasContainers(JsonNode value) {
    for (JsonNode item : value) {
      if (item.isContainer()) {
        return true;
      }
    }
    return false;
  }
}
