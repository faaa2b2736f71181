package dev.drydock.operation.stream;

import dev.drydock.messages.Cause;
import dev.drydock.messages.DeadlineKind;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import dev.drydock.operation.core.Actor;
import dev.drydock.operation.core.Cancellation;
import dev.drydock.operation.core.Deadline;
import dev.drydock.operation.core.Deadlines;
import dev.drydock.operation.core.Failure;
import dev.drydock.operation.core.LateResult;
import dev.drydock.operation.core.Operation;
import dev.drydock.operation.core.OperationInput;
import dev.drydock.operation.core.Times;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operation as everybody else sees it. */
final class OperationStatusCodec {

  /** What callers see of an admission under the id of another device's operation. */
  private static final String ID_IN_USE = "operationIdInUse";

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
    return OperationStatus.newBuilder()
        .setOperationId(operation.id())
        .setTenantId(operation.device().tenantId())
        .setDeviceId(operation.device().deviceId())
        .setRevision(operation.revision())
        .setState(OperationState.valueOf(operation.state().name()))
        .setPhase(isFinal ? null : OperationPhase.valueOf(operation.phase().name()))
        .setSoftwareType(operation.update().softwareType())
        .setSoftwareVersion(operation.update().softwareVersion())
        .setCreatedAt(operation.update().requestedAt())
        .setStartedAt(times.startedAt())
        .setLastActionAt(times.lastActionAt())
        .setCompletedAt(operation.completedAt().orElse(null))
        .setCreatedBy(actor(operation.update().requestedBy()))
        .setLastActionBy(actor(operation.lastActionBy()))
        .setErrorCode(failure == null ? null : failure.code().code())
        .setErrorMessage(failure == null ? null : failure.message())
        .setProgress(operation.reports().progress())
        .setDeadlineAt(operation.deadline().map(Deadline::dueAt).orElse(null))
        .setCause(cause)
        .setPhaseSince(isFinal ? null : times.phaseSince())
        .setWaitsFor(
            operation.deadline().map(d -> DeadlineKind.valueOf(d.kind().name())).orElse(null))
        .setDeadlines(deadlines(operation.update().deadlines()))
        .setLastHeardAt(times.lastHeardAt())
        .setCancellation(cancellation(operation.cancellation()))
        .setLateResult(lateResult(operation.lateResult()))
        .setLogLines(logLines)
        .build();
  }

  /**
   * The only status of an admission under the id of another device's operation, which keeps the id.
   * Of the first revision: it replaces none of the other's in the view.
   */
  static OperationStatus turnedAway(OperationInput.Admitted admitted, Instant at, Cause cause) {
    return OperationStatus.newBuilder()
        .setOperationId(admitted.operationId())
        .setTenantId(admitted.device().tenantId())
        .setDeviceId(admitted.device().deviceId())
        .setRevision(1)
        .setState(OperationState.FAILED)
        .setSoftwareType(admitted.update().softwareType())
        .setSoftwareVersion(admitted.update().softwareVersion())
        .setCreatedAt(admitted.update().requestedAt())
        .setLastActionAt(at)
        .setCompletedAt(at)
        .setCreatedBy(actor(admitted.update().requestedBy()))
        .setLastActionBy(actor(Actor.DRYDOCK))
        .setErrorCode(ID_IN_USE)
        .setErrorMessage(
            "Expected an id that no operation of another device has, but there is one.")
        .setCause(cause)
        .setDeadlines(deadlines(admitted.update().deadlines()))
        .build();
  }

  private static dev.drydock.messages.Deadlines deadlines(Deadlines deadlines) {
    return new dev.drydock.messages.Deadlines(
        deadlines.delivery().toMillis(),
        deadlines.start().toMillis(),
        deadlines.progress().toMillis(),
        deadlines.cancel().toMillis());
  }

  private static dev.drydock.messages.@Nullable Cancellation cancellation(
      @Nullable Cancellation request) {
    return request == null
        ? null
        : new dev.drydock.messages.Cancellation(
            request.requestedAt(),
            actor(request.requestedBy()),
            request.forced(),
            request.refusedAt(),
            request.refusal());
  }

  private static dev.drydock.messages.@Nullable LateResult lateResult(@Nullable LateResult late) {
    return late == null
        ? null
        : new dev.drydock.messages.LateResult(
            DeviceAckKind.valueOf(late.result().name()), late.at(), late.message());
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
