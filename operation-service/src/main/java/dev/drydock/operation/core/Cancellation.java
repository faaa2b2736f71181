package dev.drydock.operation.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request to cancel an operation, and what came of it.
 *
 * @param requestedAt when the gateway took the request
 * @param requestedBy the caller
 * @param forced whether the caller forced the end
 * @param refusedAt when the device refused to stop, or null when it did not
 * @param refusal what it said to that, or null when it did not refuse or said nothing
 */
public record Cancellation(
    Instant requestedAt,
    Actor requestedBy,
    boolean forced,
    @Nullable Instant refusedAt,
    @Nullable String refusal) {

  /** Returns a request that nothing came of yet. */
  public static Cancellation requested(Instant requestedAt, Actor requestedBy, boolean forced) {
    return new Cancellation(requestedAt, requestedBy, forced, null, null);
  }

  Cancellation refused(Instant at, @Nullable String words) {
    return new Cancellation(requestedAt, requestedBy, forced, at, words);
  }
}
