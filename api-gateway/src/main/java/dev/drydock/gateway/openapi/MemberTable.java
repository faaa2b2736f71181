package dev.drydock.gateway.openapi;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Writes the members of an object, or the parameters of a request, as the rows of a table. */
final class MemberTable {

  private final ApiDocument document;
  private final Html html;

  MemberTable(ApiDocument document, Html html) {
    this.document = document;
    this.html = html;
  }

  /** Writes a schema's members, those of objects within it by their paths. */
  void members(JsonNode schema) {
    table("Member", () -> rows(document.resolve(schema), ""));
  }

  /** Writes parameters, or response headers by their names. */
  void parameters(Iterable<JsonNode> parameters) {
    table(
        "Parameter",
        () -> {
          for (JsonNode parameter : parameters) {
            JsonNode schema = parameter.path("schema");
            row(
                parameter.path("name").asString(""),
                parameter.path("in").asString(""),
                parameter.path("required").asBoolean(false),
                () -> TypeText.type(html, schema),
                description(parameter, schema));
          }
        });
  }

  private void table(String first, Runnable rows) {
    html.tag(
        "table",
        table -> {
          table.raw("<thead><tr>").tag("th", first, "scope", "col");
          table.tag("th", "What it is", "scope", "col").raw("</tr></thead><tbody>");
          rows.run();
          table.raw("</tbody>");
        });
  }

  private void rows(JsonNode schema, String path) {
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asString("")));
    schema
        .path("properties")
        .properties()
        .forEach(
            member -> {
              JsonNode value = member.getValue();
              String name = path + member.getKey();
              boolean isRequired = required.contains(member.getKey());
              row(
                  name,
                  "",
                  isRequired,
                  () -> TypeText.type(html, value),
                  description(value, value));
              if (ApiDocument.refName(value).isEmpty()) {
                rows(value, name + '.');
              }
            });
  }

  private void row(String name, String place, boolean isRequired, Runnable type, String text) {
    html.raw("<tr><th scope=\"row\">").tag("code", name);
    html.tag("span", inner -> type.run(), "class", "type");
    tag(place);
    tag(isRequired ? "required" : "");
    html.raw("</th><td>").raw(text).raw("</td></tr>");
  }

  private void tag(String word) {
    if (!word.isEmpty()) {
      html.tag("span", word, "class", "tag " + word);
    }
  }

  /** A description of its own wins over that of the schema it refers to. */
  private String description(JsonNode described, JsonNode schema) {
    JsonNode resolved = document.resolve(schema);
    String own = described.path("description").asString("");
    String text = own.isEmpty() ? resolved.path("description").asString("") : own;
    return Prose.inline(text) + ' ' + TypeText.constraints(resolved);
  }
}
