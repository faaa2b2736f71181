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

  /** Returns a request with the examples of the path's parameters, and with the first body. */
  String of(String path, String method) {
    StringBuilder curl = new StringBuilder("curl");
    if (!method.equals("get")) {
      curl.append(" -X ").append(method.toUpperCase(Locale.ROOT));
    }
    curl.append(" '").append(ApiDocument.BASE).append(filled(path)).append('\'');
    curl.append(NEXT_LINE).append("-H \"Authorization: Bearer $TOKEN\"");
    JsonNode examples =
        pathItem.path(method).path("requestBody").path("content").path("application/json");
    for (JsonNode example : examples.path("examples")) {
      curl.append(NEXT_LINE).append("-H 'Content-Type: application/json'");
      curl.append(NEXT_LINE).append("-d '").append(body(example)).append('\'');
      break;
    }
    return curl.toString();
  }

  private static String body(JsonNode example) {
    return example.path("value").toPrettyString();
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
