package dev.drydock.operation.stream;

import dev.drydock.messages.Cause;
import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import dev.drydock.operation.core.Actor;
import dev.drydock.operation.core.Deadline;
import dev.drydock.operation.core.Failure;
import dev.drydock.operation.core.Operation;
import dev.drydock.operation.core.OperationInput;
import java.time.Instant;

/** An operation as everybody else sees it. */
final class OperationStatusCodec {

  /** What callers see of an admission under the id of another device's operation. */
  private static final String ID_IN_USE = "operationIdInUse";

  private OperationStatusCodec() {}

  static OperationStatus status(Operation operation, Cause cause) {
    Failure failure = operation.failure();
    return OperationStatus.newBuilder()
        .setOperationId(operation.id())
        .setTenantId(operation.device().tenantId())
        .setDeviceId(operation.device().deviceId())
        .setRevision(operation.revision())
        .setState(OperationState.valueOf(operation.phase().state().name()))
        .setPhase(
            operation.phase().isFinal() ? null : OperationPhase.valueOf(operation.phase().name()))
        .setSoftwareType(operation.update().softwareType())
        .setSoftwareVersion(operation.update().softwareVersion())
        .setCreatedAt(operation.update().requestedAt())
        .setStartedAt(operation.startedAt())
        .setLastActionAt(operation.lastActionAt())
        .setCompletedAt(operation.completedAt().orElse(null))
        .setCreatedBy(actor(operation.update().requestedBy()))
        .setLastActionBy(actor(operation.lastActionBy()))
        .setErrorCode(failure == null ? null : failure.code().code())
        .setErrorMessage(failure == null ? null : failure.message())
        .setProgress(operation.progress())
        .setDeadlineAt(operation.deadline().map(Deadline::dueAt).orElse(null))
        .setCause(cause)
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
        .build();
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
