package dev.drydock.operation.stream;

import dev.drydock.messages.Actor;
import dev.drydock.messages.Cause;
import dev.drydock.messages.OperationStatus;
import dev.drydock.schemas.ActorMembers;
import dev.drydock.schemas.CauseMembers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the members of a status say together. */
final class Statuses {

  private static final ActorMembers CREATED_BY =
      new ActorMembers(OperationStatus.getClassSchema(), "createdBy");
  private static final ActorMembers LAST_ACTION_BY =
      new ActorMembers(OperationStatus.getClassSchema(), "lastActionBy");
  private static final ActorMembers CANCEL_REQUESTED_BY =
      new ActorMembers(OperationStatus.getClassSchema(), "cancelRequestedBy");
  private static final CauseMembers CAUSE = new CauseMembers(OperationStatus.getClassSchema());

  private Statuses() {}

  /** A request to cancel, and what came of it. */
  record Cancel(
      @Nullable Instant requestedAt,
      Actor requestedBy,
      @Nullable Boolean forced,
      @Nullable Instant refusedAt,
      @Nullable String refusal) {}

  /** What the device said after the end. */
  record Late(@Nullable String result, @Nullable Instant at, @Nullable String message) {}

  static Cause cause(OperationStatus status) {
    return CAUSE.in(status);
  }

  static OperationStatus withCause(OperationStatus status, Cause cause) {
    OperationStatus caused = OperationStatus.newBuilder(status).build();
    CAUSE.set(caused, cause);
    return caused;
  }

  static Actor createdBy(OperationStatus status) {
    return CREATED_BY.in(status);
  }

  static Actor lastActionBy(OperationStatus status) {
    return LAST_ACTION_BY.in(status);
  }

  static Cancel cancel(OperationStatus status) {
    return new Cancel(
        status.getCancelRequestedAt(),
        CANCEL_REQUESTED_BY.in(status),
        status.getCancelForced(),
        status.getCancelRefusedAt(),
        status.getCancelRefusal());
  }

  static Late late(OperationStatus status) {
    return new Late(
        status.getLateResult(), status.getLateResultAt(), status.getLateResultMessage());
  }
}
