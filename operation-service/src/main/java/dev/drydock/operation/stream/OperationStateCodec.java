package dev.drydock.operation.stream;

import dev.drydock.operation.core.Actor;
import dev.drydock.operation.core.Deadlines;
import dev.drydock.operation.core.Device;
import dev.drydock.operation.core.Failure;
import dev.drydock.operation.core.FailureCode;
import dev.drydock.operation.core.Operation;
import dev.drydock.operation.core.Phase;
import dev.drydock.operation.core.RequestedUpdate;
import dev.drydock.operation.state.StoredActor;
import dev.drydock.operation.state.StoredFailure;
import dev.drydock.operation.state.StoredOperation;
import dev.drydock.operation.state.StoredPhase;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An operation as it is stored, and as the rules see it. */
final class OperationStateCodec {

  private OperationStateCodec() {}

  /**
   * Reads a stored operation.
   *
   * @throws IllegalArgumentException when a later build stored a phase or a reason that this one
   *     does not know
   */
  static Operation operation(String id, StoredOperation state) {
    return new Operation(
        id,
        new Device(state.getTenantId(), state.getDeviceId()),
        update(state),
        Phase.valueOf(state.getPhase().name()),
        state.getRevision(),
        state.getStartedAt(),
        state.getLastActionAt(),
        actor(state.getLastActionBy()),
        state.getProgress(),
        failure(state.getFailure()));
  }

  /**
   * Writes an operation.
   *
   * @param wakeAt time of its entry in the index of deadlines
   */
  static StoredOperation state(Operation operation, Instant wakeAt) {
    RequestedUpdate update = operation.update();
    return StoredOperation.newBuilder()
        .setTenantId(operation.device().tenantId())
        .setDeviceId(operation.device().deviceId())
        .setSoftwareType(update.softwareType())
        .setSoftwareVersion(update.softwareVersion())
        .setDeliveryMs(update.deadlines().delivery().toMillis())
        .setStartMs(update.deadlines().start().toMillis())
        .setProgressMs(update.deadlines().progress().toMillis())
        .setRequestedAt(update.requestedAt())
        .setRequestedBy(state(update.requestedBy()))
        .setPhase(StoredPhase.valueOf(operation.phase().name()))
        .setRevision(operation.revision())
        .setStartedAt(operation.startedAt())
        .setLastActionAt(operation.lastActionAt())
        .setLastActionBy(state(operation.lastActionBy()))
        .setProgress(operation.progress())
        .setFailure(state(operation.failure()))
        .setWakeAt(wakeAt)
        .build();
  }

  private static RequestedUpdate update(StoredOperation state) {
    return new RequestedUpdate(
        state.getSoftwareType(),
        state.getSoftwareVersion(),
        new Deadlines(
            Duration.ofMillis(state.getDeliveryMs()),
            Duration.ofMillis(state.getStartMs()),
            Duration.ofMillis(state.getProgressMs())),
        state.getRequestedAt(),
        actor(state.getRequestedBy()));
  }

  private static Actor actor(StoredActor actor) {
    return new Actor(
        actor.getApplicationId(),
        actor.getApplicationName(),
        actor.getUserId(),
        actor.getUserName(),
        actor.getDeviceId());
  }

  private static StoredActor state(Actor actor) {
    return new StoredActor(
        actor.applicationId(),
        actor.applicationName(),
        actor.userId(),
        actor.userName(),
        actor.deviceId());
  }

  private static @Nullable Failure failure(@Nullable StoredFailure failure) {
    return failure == null
        ? null
        : new Failure(FailureCode.valueOf(failure.getCode()), failure.getMessage());
  }

  private static @Nullable StoredFailure state(@Nullable Failure failure) {
    return failure == null ? null : new StoredFailure(failure.code().name(), failure.message());
  }
}
