package dev.drydock.check.rules;

import dev.drydock.messages.Idempotency;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.schemas.DeviceKey;
import org.jspecify.annotations.Nullable;

/**
 * A caller's request to update a device or to cancel an operation.
 *
 * @param offset where it stands on update-commands
 * @param message what was asked
 */
public record Command(long offset, UpdateCommand message) {

  /** Tells whether a command is about an operation; others are not checked. */
  public static boolean isOfOperation(UpdateCommand message) {
    return message.getRequestUpdate() != null || message.getCancelOperation() != null;
  }

  String device() {
    return new DeviceKey(message.getTenantId(), message.getDeviceId()).toString();
  }

  String operationId() {
    return isCancel()
        ? message.getCancelOperation().getOperationId()
        : message.getRequestUpdate().getOperationId();
  }

  /** Returns when the gateway took it, milliseconds since 1970. */
  long atMs() {
    return message.getRequestedAt().toEpochMilli();
  }

  boolean isCancel() {
    return message.getCancelOperation() != null;
  }

  /** Tells whether the operation is to end at once, whatever the device says. */
  boolean isForced() {
    return isCancel() && message.getCancelOperation().getForce();
  }

  /** Returns under which key the caller may repeat it, or null when it gave none. */
  @Nullable Idempotency key() {
    return isCancel() ? null : message.getRequestUpdate().getIdempotency();
  }
}
