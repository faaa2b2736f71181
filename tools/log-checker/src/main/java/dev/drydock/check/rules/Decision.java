package dev.drydock.check.rules;

import dev.drydock.messages.DispatchEvent;
import dev.drydock.schemas.CauseMembers;

/**
 * A decision of a device's dock, about an operation or about the device itself.
 *
 * @param offset where it stands on dispatch-events
 * @param event what was decided
 */
public record Decision(long offset, DispatchEvent event) {

  private static final CauseMembers CAUSE = new CauseMembers(DispatchEvent.getClassSchema());

  String kind() {
    return event.getKind();
  }

  String device() {
    return event.getDeviceKey();
  }

  boolean isOfOperation() {
    return event.getOperationId() != null;
  }

  /** Returns the operation that it is about; only of a decision about one. */
  String operationId() {
    return event.getOperationId();
  }

  /** Tells whether a caller forced a withdrawal, and the device may have been given the update. */
  boolean isForced() {
    return Boolean.TRUE.equals(event.getForced());
  }

  LogCause cause() {
    return LogCause.of(CAUSE.in(event));
  }
}
