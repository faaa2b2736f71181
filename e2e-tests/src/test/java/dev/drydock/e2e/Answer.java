package dev.drydock.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Optional;

/**
 * What the gateway answered.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param text the body
 */
record Answer(int status, HttpHeaders headers, String text) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Answer of(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.headers(), response.body());
  }

  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** Returns where the operation can be read: a 202's own, a 409's holder. */
  URI location() {
    return URI.create(
        header("Location")
            .orElseThrow(() -> new AssertionError("Expected a Location, but got " + this)));
  }

  /** Returns the last part of the location. */
  String operationId() {
    String path = location().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns the body; missing when it is none. */
  JsonNode json() {
    try {
      return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Expected a JSON body, but got " + this, e);
    }
  }

  /** Returns a member of the body as text, empty when it is null or missing. */
  String member(String pointer) {
    JsonNode member = json().at(pointer);
    return member.isNull() ? "" : member.asText();
  }
}
