package dev.drydock.check.core;

import org.jspecify.annotations.Nullable;

/**
 * A request to cancel, and what its sender was told. Who sent several and was answered each time
 * names each.
 *
 * @param device the device's key, {@code tenantId/deviceId}
 * @param operationId the operation
 * @param end how the operation had ended already, by the answer; {@link State#UNKNOWN} when the
 *     answer is known to mean an end other than by a cancel, and no more; null when the request was
 *     accepted
 */
public record AnsweredCancel(String device, String operationId, @Nullable State end) {

  /** Checks the end; throws {@link IllegalArgumentException}. */
  public AnsweredCancel {
    if (end == State.QUEUED || end == State.IN_PROGRESS) {
      throw new IllegalArgumentException("Expected an end or none, but it is " + end);
    }
  }

  /** The sender was told that the request is accepted (202). */
  public static AnsweredCancel accepted(String device, String operationId) {
    return new AnsweredCancel(device, operationId, null);
  }

  /** The sender was told that the operation had ended before (409). */
  public static AnsweredCancel tooLate(String device, String operationId, State end) {
    return new AnsweredCancel(device, operationId, end);
  }
}
