package dev.drydock.gateway.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The ids by which a caller and an operator speak of one request. They stand on every answer.
 *
 * @param requestId ours
 * @param clientRequestId the caller's, or ours when the caller gave none
 */
public record RequestIds(String requestId, String clientRequestId) {

  /** Our id of the request. */
  public static final String REQUEST_ID = "request-id";

  /** The caller's id of the request, or ours when the caller gave none. */
  public static final String CLIENT_REQUEST_ID = "client-request-id";

  private static final int MAX_LENGTH = 128;

  /**
   * Returns the ids of a request.
   *
   * @param clientRequestId the caller's id; ignored unless it is 1 to 128 printable ASCII
   *     characters
   */
  public static RequestIds of(@Nullable String clientRequestId) {
    // Not a secret: a random number that needs no lock does.
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String requestId = new UUID(random.nextLong(), random.nextLong()).toString();
    // A header that was folded begins with the blank that was between its lines.
    String callersId = clientRequestId == null ? "" : clientRequestId.strip();
    return new RequestIds(requestId, isUsable(callersId) ? callersId : requestId);
  }

  /** Puts both ids of a request on its answer; the caller's as for {@link #of}. */
  public static void assign(@Nullable String clientRequestId, HttpServletResponse response) {
    of(clientRequestId).headers().forEach(response::setHeader);
  }

  /** Returns the headers that carry the ids. */
  public Map<String, String> headers() {
    return Map.of(REQUEST_ID, requestId, CLIENT_REQUEST_ID, clientRequestId);
  }

  private static boolean isUsable(String id) {
    return !id.isEmpty()
        && id.length() <= MAX_LENGTH
        && id.chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
