package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.schemas.MessageHeaders;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Reads the request headers that the API knows. */
final class RequestHeaders {

  static final String RETURN_REPRESENTATION = "return=representation";

  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private RequestHeaders() {}

  /** Returns the W3C trace context, or null when there is none that is well-formed. */
  static @Nullable String traceparent(HttpServletRequest request) {
    String value = request.getHeader(MessageHeaders.TRACEPARENT);
    return value != null && TRACEPARENT.matcher(value).matches() ? value : null;
  }

  /** Refuses a key that nobody would keep: its caller relies on it. */
  static void requireNoIdempotencyKey(HttpServletRequest request) {
    if (request.getHeader(IDEMPOTENCY_KEY) != null) {
      throw Problem.badRequest(
          IDEMPOTENCY_KEY,
          "The header 'Idempotency-Key' is not supported; a 409 names the operation that holds the"
              + " device.");
    }
  }

  /** Tells whether the caller prefers the changed resource as the answer's body. */
  static boolean prefersRepresentation(HttpServletRequest request) {
    return has(request.getHeaders("Prefer"), RETURN_REPRESENTATION);
  }

  /** Tells whether {@code If-None-Match} names an entity tag, compared weakly (RFC 9110). */
  static boolean hasSeen(HttpServletRequest request, String etag) {
    Enumeration<String> values = request.getHeaders(HttpHeaders.IF_NONE_MATCH);
    while (values.hasMoreElements()) {
      for (String value : values.nextElement().split(",")) {
        String tag = value.strip();
        if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean has(Enumeration<String> values, String wanted) {
    while (values.hasMoreElements()) {
      if (Arrays.stream(values.nextElement().split("[,;]"))
          .map(value -> value.replace(" ", ""))
          .anyMatch(wanted::equalsIgnoreCase)) {
        return true;
      }
    }
    return false;
  }
}
