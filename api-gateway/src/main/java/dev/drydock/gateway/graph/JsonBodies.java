package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads a request's JSON body: 413 when it is too long, 415 when it is no JSON. Thread-safe. */
@Component
public final class JsonBodies {

  private static final int MAX_BYTES = 64 * 1024;

  private final ObjectReader json;

  JsonBodies(JsonMapper json) {
    this.json =
        json.readerFor(JsonNode.class)
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** Returns the body's members; throws {@link Problem}. */
  JsonMembers read(HttpServletRequest request) {
    return JsonMembers.of(tree(request, MAX_BYTES));
  }

  /** Returns the body's members, empty when there is no body; throws {@link Problem}. */
  Optional<JsonMembers> readIfAny(HttpServletRequest request) {
    byte[] bytes = bytes(request, MAX_BYTES);
    if (bytes.length == 0) {
      return Optional.empty();
    }
    requireJson(request);
    return Optional.of(JsonMembers.of(object(bytes)));
  }

  /**
   * Returns the body, a JSON object; throws {@link Problem}.
   *
   * @param maxBytes how long it may be
   */
  public JsonNode tree(HttpServletRequest request, int maxBytes) {
    requireJson(request);
    return object(bytes(request, maxBytes));
  }

  private JsonNode object(byte[] bytes) {
    JsonNode body;
    try {
      body = json.readTree(bytes);
    } catch (JacksonException e) {
      throw notAnObject(malformed(e.getLocation()));
    }
    if (!body.isObject()) {
      throw notAnObject("it is something else");
    }
    return body;
  }

  private static void requireJson(HttpServletRequest request) {
    String type = request.getContentType();
    boolean isJson = false;
    try {
      isJson = type != null && MediaType.APPLICATION_JSON.includes(MediaType.parseMediaType(type));
    } catch (InvalidMediaTypeException e) {
      // no media type at all is no JSON either
    }
    if (!isJson || request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
      throw Problem.of(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE,
          "Expected a body of type application/json, not encoded.");
    }
  }

  private static byte[] bytes(HttpServletRequest request, int maxBytes) {
    if (request.getContentLengthLong() > maxBytes) {
      throw tooLong(maxBytes);
    }
    byte[] bytes;
    try {
      bytes = request.getInputStream().readNBytes(maxBytes + 1);
    } catch (IOException e) {
      throw Problem.badRequest("body", "The body ended too early.");
    }
    if (bytes.length > maxBytes) {
      throw tooLong(maxBytes);
    }
    return bytes;
  }

  private static Problem tooLong(int maxBytes) {
    return Problem.of(
        ProblemCode.PAYLOAD_TOO_LARGE,
        "Expected a body of at most " + maxBytes + " bytes, but it is longer.");
  }

  /** In words of our own: the parser's name its classes and settings. */
  private static String malformed(@Nullable TokenStreamLocation where) {
    return where == null
        ? "it is not well-formed"
        : "it is not well-formed at line " + where.getLineNr() + ", column " + where.getColumnNr();
  }

  private static Problem notAnObject(String why) {
    return Problem.badRequest("body", "Expected the body to be a JSON object, but " + why + '.');
  }
}
