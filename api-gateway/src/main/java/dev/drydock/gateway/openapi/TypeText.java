package dev.drydock.gateway.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** Says in words what values a schema allows. */
final class TypeText {

  private TypeText() {}

  /** Writes a schema's type; the names of schemas lead to them. */
  static void type(Html html, JsonNode schema) {
    String name = ApiDocument.refName(schema);
    if (!name.isEmpty()) {
      html.tag("a", name, "href", "#schema-" + name);
    } else if (schema.has("oneOf")) {
      alternatives(html, schema.path("oneOf"));
    } else if (words(schema.path("type")).contains("array")) {
      html.text("array of ");
      type(html, schema.path("items"));
    } else {
      html.text(schema.has("type") ? String.join(" or ", words(schema.path("type"))) : "any");
      html.text(schema.has("format") ? ", " + schema.path("format").asString() : "");
    }
  }

  private static void alternatives(Html html, JsonNode schemas) {
    String or = "";
    for (JsonNode schema : schemas) {
      html.text(or);
      type(html, schema);
      or = " or ";
    }
  }

  /** Returns what a schema says beyond its type, as sentences of HTML. */
  static String constraints(JsonNode schema) {
    StringJoiner text = new StringJoiner(" ");
    List<String> words = words(schema.path("enum"));
    if (!words.isEmpty()) {
      text.add("One of <code>" + String.join("</code>, <code>", words) + "</code>.");
    }
    if (schema.has("const")) {
      text.add("Always <code>" + word(schema.path("const")) + "</code>.");
    }
    range(text, schema, "minLength", "maxLength", " characters");
    range(text, schema, "minimum", "maximum", "");
    range(text, schema, "minItems", "maxItems", " items");
    if (schema.has("default")) {
      text.add("Default <code>" + word(schema.path("default")) + "</code>.");
    }
    return text.toString();
  }

  private static void range(
      StringJoiner text, JsonNode schema, String min, String max, String unit) {
    if (schema.has(min) && schema.has(max)) {
      text.add(word(schema.path(min)) + " to " + word(schema.path(max)) + unit + '.');
    } else if (schema.has(max)) {
      text.add("At most " + word(schema.path(max)) + unit + '.');
    } else if (schema.has(min)) {
      text.add("At least " + word(schema.path(min)) + unit + '.');
    }
  }

  private static List<String> words(JsonNode values) {
    List<String> words = new ArrayList<>();
    if (values.isArray()) {
      values.forEach(value -> words.add(word(value)));
    } else if (values.isString()) {
      words.add(word(values));
    }
    return words;
  }

  private static String word(JsonNode value) {
    return Html.escape(value.isString() ? value.stringValue() : value.toString());
  }
}
