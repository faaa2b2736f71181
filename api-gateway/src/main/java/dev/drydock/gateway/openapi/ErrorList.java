package dev.drydock.gateway.openapi;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Writes the answers that all methods share, by their statuses. */
final class ErrorList {

  private final ApiDocument document;
  private final Html html;

  ErrorList(ApiDocument document, Html html) {
    this.document = document;
    this.html = html;
  }

  void write() {
    statuses().forEach((status, names) -> names.forEach(name -> article(status, name)));
  }

  /** A status stands at the methods that answer with it, else at the answer itself. */
  private Map<String, Set<String>> statuses() {
    Map<String, Set<String>> names = new TreeMap<>();
    for (Map.Entry<String, JsonNode> answer : document.at("/components/responses").properties()) {
      if (answer.getValue().has("x-status")) {
        add(names, answer.getValue().path("x-status").asString(""), answer.getKey());
      }
    }
    for (JsonNode pathItem : document.at("/paths")) {
      for (JsonNode method : pathItem) {
        for (Map.Entry<String, JsonNode> answer : method.path("responses").properties()) {
          if (answer.getKey().compareTo("400") >= 0) {
            add(names, answer.getKey(), ApiDocument.refName(answer.getValue()));
          }
        }
      }
    }
    return names;
  }

  private static void add(Map<String, Set<String>> names, String status, String name) {
    names.computeIfAbsent(status, none -> new TreeSet<>()).add(name);
  }

  private void article(String status, String name) {
    JsonNode response = document.at("/components/responses/" + name);
    html.tag(
        "article",
        article -> {
          article.tag("div", text -> text(status, name, response), "class", "text");
          article.tag("div", examples -> examples(response), "class", "examples");
        },
        "id",
        "error-" + name,
        "class",
        "error");
  }

  private void text(String status, String name, JsonNode response) {
    html.tag(
        "h3",
        h3 -> {
          h3.tag("span", status, "class", "status").text(' ' + words(name));
        });
    Prose.paragraphs(html, response.path("description").asString(""));
    html.tag("p", line -> HeaderLine.write(line, response), "class", "needs");
  }

  private void examples(JsonNode response) {
    for (JsonNode item : response.path("content").path("application/json").path("examples")) {
      JsonNode example = document.resolve(item);
      html.tag(
          "figure",
          figure -> {
            figure.tag("figcaption", example.path("summary").asString(""));
            figure.tag(
                "pre", pre -> pre.tag("code", code -> JsonText.write(code, example.path("value"))));
          });
    }
  }

  private static String words(String name) {
    String spaced = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    return spaced.charAt(0) + spaced.substring(1).toLowerCase(Locale.ROOT);
  }
}
