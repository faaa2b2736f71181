package dev.drydock.check.rules;

import dev.drydock.messages.OperationState;
import org.jspecify.annotations.Nullable;

/**
 * A request to cancel, and what its sender was told. Who sent several and was answered each time
 * names each.
 *
 * @param device the device's key, {@code tenantId/deviceId}
 * @param operationId the operation
 * @param end how the operation had ended already, by the answer; {@link #NOT_CANCELLED} when the
 *     answer is known to mean an end other than by a cancel, and no more; null when the request was
 *     accepted
 */
public record AnsweredCancel(String device, String operationId, @Nullable String end) {

  /** An end that is known not to be a cancelled operation's, and no more. */
  public static final String NOT_CANCELLED = "notCancelled";

  /** Checks the end; throws {@link IllegalArgumentException}. */
  public AnsweredCancel {
    if (OperationState.QUEUED.equals(end) || OperationState.IN_PROGRESS.equals(end)) {
      throw new IllegalArgumentException("Expected an end or none, but it is " + end);
    }
  }

  /** The sender was told that the request is accepted (202). */
  public static AnsweredCancel accepted(String device, String operationId) {
    return new AnsweredCancel(device, operationId, null);
  }

  /** The sender was told that the operation had ended before (409). */
  public static AnsweredCancel tooLate(String device, String operationId, String end) {
    return new AnsweredCancel(device, operationId, end);
  }
}
