package dev.drydock.gateway.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The ids by which a caller and an operator speak of one request. They stand on every answer. */
public final class RequestIds {

  /** Our id of the request. */
  public static final String REQUEST_ID = "request-id";

  /** The caller's id of the request, or ours when the caller gave none. */
  public static final String CLIENT_REQUEST_ID = "client-request-id";

  private static final int MAX_LENGTH = 128;

  private RequestIds() {}

  /**
   * Puts both ids on an answer.
   *
   * @param clientRequestId the caller's id; ignored unless it is 1 to 128 printable ASCII
   *     characters
   */
  public static void assign(@Nullable String clientRequestId, HttpServletResponse response) {
    // Not a secret: a random number that needs no lock does.
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String requestId = new UUID(random.nextLong(), random.nextLong()).toString();
    response.setHeader(REQUEST_ID, requestId);
    // A header that was folded begins with the blank that was between its lines.
    String callersId = clientRequestId == null ? "" : clientRequestId.strip();
    response.setHeader(CLIENT_REQUEST_ID, isUsable(callersId) ? callersId : requestId);
  }

  private static boolean isUsable(String id) {
    return !id.isEmpty()
        && id.length() <= MAX_LENGTH
        && id.chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
