package dev.drydock.operation.stream;

import dev.drydock.messages.Cause;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import dev.drydock.operation.core.Actor;
import dev.drydock.operation.core.Cancellation;
import dev.drydock.operation.core.Deadline;
import dev.drydock.operation.core.Device;
import dev.drydock.operation.core.Failure;
import dev.drydock.operation.core.LateResult;
import dev.drydock.operation.core.Operation;
import dev.drydock.operation.core.OperationInput;
import dev.drydock.operation.core.RequestedUpdate;
import dev.drydock.operation.core.Times;
import dev.drydock.schemas.ActorMembers;
import dev.drydock.schemas.CauseMembers;
import java.time.Instant;
import java.util.List;

/** An operation as everybody else sees it. */
final class OperationStatusCodec {

  /** What callers see of an admission under the id of another device's operation. */
  private static final String ID_IN_USE = "operationIdInUse";

  private static final ActorMembers CREATED_BY =
      new ActorMembers(OperationStatus.getClassSchema(), "createdBy");
  private static final ActorMembers LAST_ACTION_BY =
      new ActorMembers(OperationStatus.getClassSchema(), "lastActionBy");
  private static final ActorMembers CANCEL_REQUESTED_BY =
      new ActorMembers(OperationStatus.getClassSchema(), "cancelRequestedBy");
  private static final CauseMembers CAUSE = new CauseMembers(OperationStatus.getClassSchema());

  private OperationStatusCodec() {}

  /**
   * Tells of an operation.
   *
   * @param logLines lines of the device's log that came with the change
   */
  static OperationStatus status(Operation operation, List<String> logLines, Cause cause) {
    Failure failure = operation.failure();
    Times times = operation.times();
    boolean isFinal = operation.phase().isFinal();
    OperationStatus.Builder status =
        begin(operation.id(), operation.device(), operation.update())
            .setRevision(operation.revision())
            .setState(StatusWords.of(operation.state()))
            .setPhase(StatusWords.of(operation.phase()))
            .setStartedAt(times.startedAt())
            .setLastActionAt(times.lastActionAt())
            .setCompletedAt(operation.completedAt().orElse(null))
            .setErrorCode(failure == null ? null : failure.code().code())
            .setErrorMessage(failure == null ? null : failure.message())
            .setProgress(operation.reports().progress())
            .setDeadlineAt(operation.deadline().map(Deadline::dueAt).orElse(null))
            .setPhaseSince(isFinal ? null : times.phaseSince())
            .setWaitsFor(operation.deadline().map(d -> StatusWords.of(d.kind())).orElse(null))
            .setLastHeardAt(times.lastHeardAt())
            .setLogLines(logLines.isEmpty() ? null : String.join("\n", logLines));
    Cancellation cancellation = operation.cancellation();
    if (cancellation != null) {
      add(cancellation, status);
    }
    LateResult late = operation.lateResult();
    if (late != null) {
      add(late, status);
    }
    OperationStatus built =
        by(status, operation.update().requestedBy(), operation.lastActionBy(), cause);
    if (cancellation != null) {
      CANCEL_REQUESTED_BY.set(built, actor(cancellation.requestedBy()));
    }
    return built;
  }

  /**
   * The only status of an admission under the id of another device's operation, which keeps the id.
   * Of the first revision: it replaces none of the other's in the view.
   */
  static OperationStatus rejected(OperationInput.Admitted admitted, Instant at, Cause cause) {
    OperationStatus.Builder status =
        begin(admitted.operationId(), admitted.device(), admitted.update())
            .setRevision(1)
            .setState(OperationState.FAILED)
            .setLastActionAt(at)
            .setCompletedAt(at)
            .setErrorCode(ID_IN_USE)
            .setErrorMessage(
                "Expected an id that no operation of another device has, but there is one.");
    return by(status, admitted.update().requestedBy(), Actor.DRYDOCK, cause);
  }

  private static OperationStatus.Builder begin(
      String operationId, Device device, RequestedUpdate update) {
    return OperationStatus.newBuilder()
        .setOperationId(operationId)
        .setTenantId(device.tenantId())
        .setDeviceId(device.deviceId())
        .setSoftwareType(update.softwareType())
        .setSoftwareVersion(update.softwareVersion())
        .setMode(update.mode())
        .setCreatedAt(update.requestedAt())
        .setCausePartition(0)
        .setDeliveryDeadlineMs(update.deadlines().delivery().toMillis())
        .setStartDeadlineMs(update.deadlines().start().toMillis())
        .setProgressDeadlineMs(update.deadlines().progress().toMillis())
        .setCancelDeadlineMs(update.deadlines().cancel().toMillis());
  }

  private static void add(Cancellation request, OperationStatus.Builder status) {
    status
        .setCancelRequestedAt(request.requestedAt())
        .setCancelForced(request.forced())
        .setCancelRefusedAt(request.refusedAt())
        .setCancelRefusal(request.refusal());
  }

  private static void add(LateResult late, OperationStatus.Builder status) {
    status
        .setLateResult(StatusWords.of(late.result()))
        .setLateResultAt(late.at())
        .setLateResultMessage(late.message());
  }

  private static OperationStatus by(
      OperationStatus.Builder status, Actor createdBy, Actor lastActionBy, Cause cause) {
    OperationStatus built = status.build();
    CREATED_BY.set(built, actor(createdBy));
    LAST_ACTION_BY.set(built, actor(lastActionBy));
    CAUSE.set(built, cause);
    return built;
  }

  private static dev.drydock.messages.Actor actor(Actor actor) {
    return new dev.drydock.messages.Actor(
        actor.applicationId(),
        actor.applicationName(),
        actor.userId(),
        actor.userName(),
        actor.deviceId());
  }
}
