package dev.drydock.gateway.openapi;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Writes what an integrator needs to know of one method of one path. */
final class OperationArticle {

  private static final String JSON = "application/json";

  private final ApiDocument document;
  private final Html html;
  private final String path;
  private final String method;
  private final JsonNode pathItem;
  private final JsonNode operation;

  OperationArticle(
      ApiDocument document, Html html, Map.Entry<String, JsonNode> path, String method) {
    this.document = document;
    this.html = html;
    this.path = path.getKey();
    this.method = method;
    this.pathItem = path.getValue();
    this.operation = pathItem.path(method);
  }

  void write() {
    html.tag(
        "article",
        article -> {
          article.tag("div", text -> text(), "class", "text");
          article.tag("div", examples -> examples(), "class", "examples");
        },
        "id",
        operation.path("operationId").asString(""));
  }

  /** Writes a method and its path, as they stand in lists and at the head of articles. */
  static void endpoint(Html html, String method, String path) {
    html.tag("span", method.toUpperCase(Locale.ROOT), "class", "method " + method);
    html.tag("code", code -> code.raw(breakable(path)), "class", "path");
  }

  private void text() {
    html.tag("h3", operation.path("summary").asString(""));
    html.tag("p", line -> endpoint(line, method, path), "class", "endpoint");
    Prose.paragraphs(html, operation.path("description").asString(""));
    html.tag("p", line -> line.raw("Needs " + permissions() + '.'), "class", "needs");
    parameters();
    body();
    answers();
  }

  private String permissions() {
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode alternative : operation.path("security")) {
      alternative.path("bearer").forEach(name -> names.add(name.asString("")));
    }
    return "<code>" + String.join("</code> or <code>", names) + "</code>";
  }

  private void parameters() {
    List<JsonNode> parameters = new ArrayList<>();
    pathItem.path("parameters").forEach(item -> parameters.add(document.resolve(item)));
    operation.path("parameters").forEach(item -> parameters.add(document.resolve(item)));
    if (!parameters.isEmpty()) {
      html.tag("h4", "Parameters");
      new MemberTable(document, html).parameters(parameters);
    }
  }

  private void body() {
    JsonNode schema = operation.path("requestBody").path("content").path(JSON).path("schema");
    if (!schema.isMissingNode()) {
      html.tag("h4", "Body");
      new MemberTable(document, html).members(schema);
    }
  }

  private void answers() {
    html.tag("h4", "Answers");
    html.raw("<dl class=\"answers\">");
    operation.path("responses").properties().forEach(answer -> success(answer));
    html.raw("</dl><p class=\"errors\">");
    operation.path("responses").properties().forEach(answer -> error(answer));
    html.raw("</p>");
  }

  private void success(Map.Entry<String, JsonNode> answer) {
    if (isError(answer.getKey())) {
      return;
    }
    JsonNode response = document.resolve(answer.getValue());
    html.tag("dt", answer.getKey(), "class", "status");
    html.raw("<dd>").raw(Prose.inline(response.path("description").asString("")));
    JsonNode schema = response.path("content").path(JSON).path("schema");
    if (!schema.isMissingNode()) {
      html.text(" Body: ");
      TypeText.type(html, schema);
      html.text(".");
    }
    HeaderLine.write(html, response);
    html.raw("</dd>");
  }

  private void error(Map.Entry<String, JsonNode> answer) {
    if (isError(answer.getKey())) {
      String name = ApiDocument.refName(answer.getValue());
      html.tag("a", answer.getKey(), "href", "#error-" + name, "title", name).text(" ");
    }
  }

  private static boolean isError(String status) {
    return status.compareTo("400") >= 0;
  }

  private void examples() {
    CurlExample curl = new CurlExample(document, pathItem);
    figure("Request", figure -> curl.write(figure, path, method));
    for (Map.Entry<String, JsonNode> answer : operation.path("responses").properties()) {
      if (!isError(answer.getKey())) {
        answerExamples(answer.getKey(), document.resolve(answer.getValue()));
      }
    }
  }

  private void answerExamples(String status, JsonNode response) {
    for (JsonNode item : response.path("content").path(JSON).path("examples")) {
      JsonNode example = document.resolve(item);
      figure(
          status + " · " + example.path("summary").asString(""),
          figure -> JsonText.write(figure, example.path("value")));
    }
  }

  private void figure(String caption, Consumer<Html> content) {
    html.tag(
        "figure",
        figure -> figure.tag("figcaption", caption).tag("pre", pre -> pre.tag("code", content)));
  }

  /** A long path may be broken before its slashes. */
  private static String breakable(String path) {
    return Html.escape(path).replace("/", "<wbr>/");
  }
}
