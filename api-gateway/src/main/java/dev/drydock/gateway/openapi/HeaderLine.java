package dev.drydock.gateway.openapi;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Names the headers that an answer has beyond those that all answers have. */
final class HeaderLine {

  /** Told of once, in the overview; at each answer they would hide what is its own. */
  private static final Set<String> ON_ALL =
      Set.of("OData-Version", "request-id", "client-request-id", "Cache-Control");

  private HeaderLine() {}

  /** Writes a sentence; nothing when there is no header to name. */
  static void write(Html html, JsonNode response) {
    List<String> names =
        response.path("headers").propertyNames().stream()
            .filter(name -> !ON_ALL.contains(name))
            .toList();
    if (!names.isEmpty()) {
      html.raw(" Headers: <code>" + String.join("</code>, <code>", names) + "</code>.");
    }
  }
}
