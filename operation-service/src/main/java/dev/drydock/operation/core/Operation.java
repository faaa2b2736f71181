package dev.drydock.operation.core;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An update on its way to its end. What follows from other members (the deadline, the end) is
 * worked out and not kept.
 *
 * @param id the operation, unique over all tenants
 * @param device the device to be updated
 * @param update what was asked for
 * @param phase where it stands
 * @param revision counts its changes from 1
 * @param startedAt when the device first reported that it works on it, or null
 * @param lastActionAt when the latest change happened
 * @param lastActionBy who made it
 * @param progress how far, in the device's own words, or null when it never said
 * @param failure why it failed, or null when it did not
 */
public record Operation(
    String id,
    Device device,
    RequestedUpdate update,
    Phase phase,
    int revision,
    @Nullable Instant startedAt,
    Instant lastActionAt,
    Actor lastActionBy,
    @Nullable String progress,
    @Nullable Failure failure) {

  static Operation admitted(OperationEvent.OperationAdmitted event, Phase phase) {
    return new Operation(
        event.operationId(),
        event.device(),
        event.update(),
        phase,
        1,
        null,
        event.at(),
        event.update().requestedBy(),
        null,
        null);
  }

  /** Returns when it fails unless the device is heard of before; nothing once it is final. */
  public Optional<Deadline> deadline() {
    return phase
        .deadline()
        .map(kind -> new Deadline(kind, lastActionAt.plus(kind.of(update.deadlines()))));
  }

  /** Returns when it ended; nothing before. */
  public Optional<Instant> completedAt() {
    return phase.isFinal() ? Optional.of(lastActionAt) : Optional.empty();
  }

  Operation changed(Phase next, Instant at, Actor by) {
    return new Operation(
        id, device, update, next, revision + 1, startedAt, at, by, progress, failure);
  }

  Operation withStart(Instant at) {
    return startedAt != null
        ? this
        : new Operation(
            id, device, update, phase, revision, at, lastActionAt, lastActionBy, progress, failure);
  }

  Operation withProgress(String words) {
    return new Operation(
        id, device, update, phase, revision, startedAt, lastActionAt, lastActionBy, words, failure);
  }

  Operation withFailure(Failure reason) {
    return new Operation(
        id,
        device,
        update,
        phase,
        revision,
        startedAt,
        lastActionAt,
        lastActionBy,
        progress,
        reason);
  }
}
