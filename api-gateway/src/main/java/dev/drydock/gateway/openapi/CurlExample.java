package dev.drydock.gateway.openapi;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Writes a request as it can be pasted into a shell. */
final class CurlExample {

  private static final String NEXT_LINE = " \\\n  ";

  private final ApiDocument document;
  private final JsonNode pathItem;

  CurlExample(ApiDocument document, JsonNode pathItem) {
    this.document = document;
    this.pathItem = pathItem;
  }

  /** Writes a request with the examples of the path's parameters, and with the first body. */
  void write(Html html, String path, String method) {
    String verb = method.equals("get") ? "" : " -X " + method.toUpperCase(Locale.ROOT);
    html.text("curl" + verb + " '" + ApiDocument.BASE + filled(path) + '\'');
    html.text(NEXT_LINE + "-H \"Authorization: Bearer $TOKEN\"");
    JsonNode examples =
        pathItem.path(method).path("requestBody").at("/content/application~1json/examples");
    if (!examples.isEmpty()) {
      html.text(NEXT_LINE + "-H 'Content-Type: application/json'" + NEXT_LINE + "-d '");
      JsonText.write(html, examples.iterator().next().path("value"));
      html.text("'");
    }
  }

  private String filled(String path) {
    String filled = path;
    for (JsonNode item : pathItem.path("parameters")) {
      JsonNode parameter = document.resolve(item);
      filled =
          filled.replace(
              '{' + parameter.path("name").asString("") + '}',
              parameter.path("example").asString(""));
    }
    return filled;
  }
}
