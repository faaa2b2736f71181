package dev.drydock.gateway.openapi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The API's document as one page for people. It needs nothing but itself, and runs no script. */
final class ApiPage {

  private static final List<String> METHODS = List.of("get", "post", "put", "delete");

  private final ApiDocument document;
  private final String style;

  ApiPage(ApiDocument document) {
    this.document = document;
    this.style = ApiDocument.resource("/openapi/page.css");
  }

  private record Operation(Map.Entry<String, JsonNode> path, String method, JsonNode node) {

    boolean isTagged(String tag) {
      return node.path("tags").path(0).asString("").equals(tag);
    }
  }

  /** Returns a policy that lets the page have its own style, and nothing from anywhere. */
  String contentSecurityPolicy() {
    String hash =
        Base64.getEncoder().encodeToString(Template.sha256(style.getBytes(StandardCharsets.UTF_8)));
    return "default-src 'none'; style-src 'sha256-"
        + hash
        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  String html() {
    String title = document.at("/info/title").asString("");
    Html html = new Html();
    html.raw("<!doctype html>").open("html", "lang", "en").raw("<head><meta charset=\"utf-8\">");
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.open("meta", "name", "color-scheme", "content", "light dark");
    html.tag("title", title + " API").raw("<style>" + style + "</style></head><body>");
    html.tag("a", "Skip to the contents", "class", "skip", "href", "#overview");
    html.open("input", "type", "checkbox", "id", "menu", "aria-label", "Show the contents");
    html.tag("label", "Contents", "for", "menu", "class", "menu");
    html.tag("nav", nav -> navigation(nav, title), "aria-label", "Contents");
    html.tag("main", main -> contents(main, title));
    return html.raw("</body></html>").toString();
  }

  private void navigation(Html html, String title) {
    html.tag("a", title, "class", "brand", "href", "#overview");
    for (JsonNode tag : document.at("/tags")) {
      String name = tag.path("name").asString("");
      html.tag("h2", name).raw("<ul>");
      for (Operation operation : operations(name)) {
        html.raw("<li>");
        html.tag(
            "a",
            link -> {
              link.tag("span", operation.method(), "class", "method " + operation.method());
              link.text(operation.node().path("summary").asString(""));
            },
            "href",
            '#' + operation.node().path("operationId").asString(""));
        html.raw("</li>");
      }
      html.raw("</ul>");
    }
    html.tag("h2", "Reference").raw("<ul>");
    html.tag("li", item -> item.tag("a", "Errors", "href", "#errors"));
    html.tag("li", item -> item.tag("a", "Schemas", "href", "#schemas"));
    html.raw("</ul>");
  }

  private void contents(Html html, String title) {
    html.tag("section", section -> overview(section, title), "id", "overview");
    for (JsonNode tag : document.at("/tags")) {
      String name = tag.path("name").asString("");
      html.tag(
          "section",
          section -> {
            heading(section, name, tag.path("description").asString(""));
            operations(name).forEach(operation -> article(section, operation));
          },
          "class",
          "group");
    }
    html.tag("section", this::errors, "id", "errors", "class", "group");
    html.tag("section", this::schemas, "id", "schemas", "class", "group");
  }

  private void overview(Html html, String title) {
    html.tag("h1", title);
    html.tag("p", document.at("/info/summary").asString(""), "class", "lead");
    html.tag(
        "p",
        line -> {
          line.tag("span", "Base URL", "class", "label").tag("code", ApiDocument.BASE);
        },
        "class",
        "base");
    html.tag(
        "p",
        line -> {
          line.text("This page for programs: ").tag("a", "openapi.json", "href", "openapi.json");
          line.text(", ").tag("a", "openapi.yaml", "href", "openapi.yaml").text(".");
        },
        "class",
        "base");
    Prose.paragraphs(html, document.at("/info/description").asString(""));
  }

  private static void heading(Html html, String title, String description) {
    html.tag(
        "header",
        header -> {
          header.tag("h2", title);
          Prose.paragraphs(header, description);
        });
  }

  private void article(Html html, Operation operation) {
    new OperationArticle(document, html, operation.path(), operation.method()).write();
  }

  private void errors(Html html) {
    heading(html, "Errors", "What every method may answer, whichever layer of the server does.");
    new ErrorList(document, html).write();
  }

  private void schemas(Html html) {
    heading(html, "Schemas", "The JSON objects of requests and answers, and their members.");
    Set<String> extended = document.extendedSchemas();
    for (Map.Entry<String, JsonNode> schema : document.at("/components/schemas").properties()) {
      String name = schema.getKey();
      JsonNode resolved = document.resolve(schema.getValue());
      html.tag(
          "article",
          article -> {
            article.raw("<div class=\"text\">").tag("h3", h3 -> h3.tag("code", name));
            article.tag("p", line -> line.raw(sentence(resolved)));
            if (resolved.has("properties") && !extended.contains(name)) {
              new MemberTable(document, article).members(schema.getValue());
            }
            article.raw("</div>");
          },
          "id",
          "schema-" + name,
          "class",
          "schema");
    }
  }

  private static String sentence(JsonNode schema) {
    return Prose.inline(schema.path("description").asString(""))
        + ' '
        + TypeText.constraints(schema);
  }

  private List<Operation> operations(String tag) {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.at("/paths").properties()) {
      for (String method : METHODS) {
        Operation operation = new Operation(path, method, path.getValue().path(method));
        if (operation.isTagged(tag)) {
          operations.add(operation);
        }
      }
    }
    return operations;
  }
}
