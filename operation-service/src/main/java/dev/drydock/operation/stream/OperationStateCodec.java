package dev.drydock.operation.stream;

import dev.drydock.operation.core.Actor;
import dev.drydock.operation.core.Cancellation;
import dev.drydock.operation.core.Deadlines;
import dev.drydock.operation.core.Device;
import dev.drydock.operation.core.DeviceResult;
import dev.drydock.operation.core.Failure;
import dev.drydock.operation.core.FailureCode;
import dev.drydock.operation.core.LateResult;
import dev.drydock.operation.core.Operation;
import dev.drydock.operation.core.Phase;
import dev.drydock.operation.core.Reports;
import dev.drydock.operation.core.RequestedUpdate;
import dev.drydock.operation.core.Times;
import dev.drydock.operation.state.StoredActor;
import dev.drydock.operation.state.StoredCancellation;
import dev.drydock.operation.state.StoredFailure;
import dev.drydock.operation.state.StoredLateResult;
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
        times(state),
        actor(state.getLastActionBy()),
        new Reports(state.getReports(), state.getLoggedUnits(), state.getProgress()),
        cancellation(state.getCancellation()),
        failure(state.getFailure()),
        lateResult(state.getLateResult()),
        state.getGraceUntil());
  }

  /**
   * Writes an operation.
   *
   * @param wakeAt time of its entry in the index of deadlines
   */
  static StoredOperation state(Operation operation, Instant wakeAt) {
    RequestedUpdate update = operation.update();
    Times times = operation.times();
    return StoredOperation.newBuilder()
        .setTenantId(operation.device().tenantId())
        .setDeviceId(operation.device().deviceId())
        .setSoftwareType(update.softwareType())
        .setSoftwareVersion(update.softwareVersion())
        .setMode(update.mode())
        .setDeliveryMs(update.deadlines().delivery().toMillis())
        .setStartMs(update.deadlines().start().toMillis())
        .setProgressMs(update.deadlines().progress().toMillis())
        .setRequestedAt(update.requestedAt())
        .setRequestedBy(state(update.requestedBy()))
        .setPhase(StoredPhase.valueOf(operation.phase().name()))
        .setRevision(operation.revision())
        .setStartedAt(times.startedAt())
        .setLastActionAt(times.lastActionAt())
        .setLastActionBy(state(operation.lastActionBy()))
        .setProgress(operation.reports().progress())
        .setFailure(state(operation.failure()))
        .setWakeAt(wakeAt)
        .setCancelMs(update.deadlines().cancel().toMillis())
        .setPhaseSince(times.phaseSince())
        .setLastHeardAt(times.lastHeardAt())
        .setReports(operation.reports().count())
        .setLoggedUnits(operation.reports().loggedUnits())
        .setCancellation(state(operation.cancellation()))
        .setLateResult(state(operation.lateResult()))
        .setGraceUntil(operation.graceUntil())
        .build();
  }

  private static RequestedUpdate update(StoredOperation state) {
    return new RequestedUpdate(
        state.getSoftwareType(),
        state.getSoftwareVersion(),
        state.getMode(),
        new Deadlines(
            Duration.ofMillis(state.getDeliveryMs()),
            Duration.ofMillis(state.getStartMs()),
            Duration.ofMillis(state.getProgressMs()),
            Duration.ofMillis(state.getCancelMs())),
        state.getRequestedAt(),
        actor(state.getRequestedBy()));
  }

  private static Times times(StoredOperation state) {
    return new Times(
        state.getPhaseSince(),
        state.getLastActionAt(),
        state.getStartedAt(),
        state.getLastHeardAt());
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

  private static @Nullable Cancellation cancellation(@Nullable StoredCancellation request) {
    return request == null
        ? null
        : new Cancellation(
            request.getRequestedAt(),
            actor(request.getRequestedBy()),
            request.getForced(),
            request.getRefusedAt(),
            request.getRefusal());
  }

  private static @Nullable StoredCancellation state(@Nullable Cancellation request) {
    return request == null
        ? null
        : new StoredCancellation(
            request.requestedAt(),
            state(request.requestedBy()),
            request.forced(),
            request.refusedAt(),
            request.refusal());
  }

  private static @Nullable LateResult lateResult(@Nullable StoredLateResult late) {
    return late == null
        ? null
        : new LateResult(DeviceResult.valueOf(late.getResult()), late.getAt(), late.getMessage());
  }

  private static @Nullable StoredLateResult state(@Nullable LateResult late) {
    return late == null
        ? null
        : new StoredLateResult(late.result().name(), late.at(), late.message());
  }
}
