package dev.drydock.operation.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An update on its way to its end. What follows from other members (the state, the deadline, the
 * end) is worked out and not kept.
 *
 * @param id the operation, unique over all tenants
 * @param device the device to be updated
 * @param update what was asked for
 * @param phase where it stands
 * @param revision counts its changes from 1
 * @param times when what happened
 * @param lastActionBy who made the latest change
 * @param reports what the device reported of its work
 * @param cancellation the request to cancel it, or null when there was none
 * @param failure why it failed, or was cancelled by its device unasked; null otherwise
 * @param lateResult what the device said after the end, if that was something else, or null
 * @param graceUntil no deadline passes before, because one ran out in an outage; null when none did
 */
public record Operation(
    String id,
    Device device,
    RequestedUpdate update,
    Phase phase,
    int revision,
    Times times,
    Actor lastActionBy,
    Reports reports,
    @Nullable Cancellation cancellation,
    @Nullable Failure failure,
    @Nullable LateResult lateResult,
    @Nullable Instant graceUntil) {

  static Operation admitted(OperationEvent.OperationAdmitted event, Phase phase) {
    return new Operation(
        event.operationId(),
        event.device(),
        event.update(),
        phase,
        1,
        Times.beginning(event.at()),
        event.update().requestedBy(),
        Reports.NONE,
        null,
        null,
        null,
        null);
  }

  /** Returns what callers see of its phase. */
  public State state() {
    return phase.state(times.startedAt() != null);
  }

  /** Returns when it fails unless the device reports before; nothing once it is final. */
  public Optional<Deadline> deadline() {
    return phase
        .deadline()
        .map(
            kind ->
                new Deadline(kind, withGrace(kind.since(times).plus(kind.of(update.deadlines())))));
  }

  private Instant withGrace(Instant dueAt) {
    return graceUntil == null || dueAt.isAfter(graceUntil) ? dueAt : graceUntil;
  }

  /** Returns when it ended; nothing before. */
  public Optional<Instant> completedAt() {
    return phase.isFinal() ? Optional.of(times.phaseSince()) : Optional.empty();
  }

  Operation changed(Phase next, Times at, Actor by) {
    return copy(next, revision + 1, at, by, reports, cancellation, failure, lateResult, graceUntil);
  }

  /** Returns it a revision later, with everything as it was but its deadline. */
  Operation extended(Instant until) {
    return copy(
        phase,
        revision + 1,
        times,
        lastActionBy,
        reports,
        cancellation,
        failure,
        lateResult,
        until);
  }

  Operation started() {
    return with(times.started(times.lastActionAt()), reports);
  }

  Operation reported(@Nullable String words) {
    return with(times, reports.further(words));
  }

  Operation logged(List<String> lines) {
    return lines.isEmpty() ? this : with(times, reports.logged(lines));
  }

  Operation withCancellation(Cancellation request) {
    return withEnd(request, failure, lateResult);
  }

  /** Returns it as cancelled by a caller, and not by its device alone. */
  Operation cancelledBy(Cancellation request) {
    return withEnd(request, null, lateResult);
  }

  Operation withFailure(Failure reason) {
    return withEnd(cancellation, reason, lateResult);
  }

  Operation withLateResult(LateResult result) {
    return withEnd(cancellation, failure, result);
  }

  private Operation with(Times when, Reports all) {
    return copy(
        phase, revision, when, lastActionBy, all, cancellation, failure, lateResult, graceUntil);
  }

  private Operation withEnd(
      @Nullable Cancellation request, @Nullable Failure reason, @Nullable LateResult result) {
    return copy(phase, revision, times, lastActionBy, reports, request, reason, result, graceUntil);
  }

  private Operation copy(
      Phase newPhase,
      int newRevision,
      Times newTimes,
      Actor by,
      Reports newReports,
      @Nullable Cancellation request,
      @Nullable Failure reason,
      @Nullable LateResult result,
      @Nullable Instant until) {
    return new Operation(
        id,
        device,
        update,
        newPhase,
        newRevision,
        newTimes,
        by,
        newReports,
        request,
        reason,
        result,
        until);
  }
}
