package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.schemas.MessageHeaders;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the request headers that the API knows. */
final class RequestHeaders {

  static final String RETURN_REPRESENTATION = "return=representation";

  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  /** Longer than any UUID or hash that callers use. */
  private static final int MAX_KEY = 255;

  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private RequestHeaders() {}

  /** Returns the W3C trace context, or null when there is none that is well-formed. */
  static @Nullable String traceparent(HttpServletRequest request) {
    String value = request.getHeader(MessageHeaders.TRACEPARENT);
    return value != null && TRACEPARENT.matcher(value).matches() ? value : null;
  }

  /**
   * Returns the caller's key for repeating the request, or null when there is none; throws a 400
   * unless it is one of 1 to 255 printable ASCII characters.
   */
  static @Nullable String idempotencyKey(HttpServletRequest request) {
    List<String> keys = Collections.list(request.getHeaders(IDEMPOTENCY_KEY));
    if (keys.isEmpty()) {
      return null;
    }
    String key = keys.get(0);
    if (keys.size() > 1 || key.isEmpty() || key.length() > MAX_KEY || !isPrintable(key)) {
      throw Problem.badRequest(
          IDEMPOTENCY_KEY,
          "Expected the header 'Idempotency-Key' once, with 1 to "
              + MAX_KEY
              + " printable ASCII characters.");
    }
    return key;
  }

  private static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  /** Tells whether the caller prefers the changed resource as the answer's body. */
  static boolean prefersRepresentation(HttpServletRequest request) {
    return has(request.getHeaders("Prefer"), RETURN_REPRESENTATION);
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
