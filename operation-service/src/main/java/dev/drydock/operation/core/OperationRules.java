package dev.drydock.operation.core;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of an operation: what is decided. */
public final class OperationRules {

  /** How much of a device's progress is kept, in UTF-16 units. */
  static final int MAX_PROGRESS_LENGTH = 256;

  private static final Outcome UNCHANGED = new Outcome.Unchanged();
  private static final Outcome ALREADY_ENDED = new Outcome.AlreadyEnded();

  private OperationRules() {}

  /**
   * Decides about an input.
   *
   * @param operation the operation; null when none of that id is known
   * @param at when the input happened. A time before the operation's last change counts as the time
   *     of that change, so that an operation's times never go back. For a deadline: when it was
   *     due.
   */
  public static Outcome decide(@Nullable Operation operation, OperationInput input, Instant at) {
    if (operation == null) {
      return input instanceof OperationInput.Admitted admitted
          ? new Outcome.Changed(
              new OperationEvent.OperationAdmitted(
                  admitted.operationId(), admitted.device(), admitted.update(), at))
          : new Outcome.Refused(Outcome.Refusal.UNKNOWN_OPERATION);
    }
    if (input.device() != null && !input.device().equals(operation.device())) {
      return new Outcome.Refused(Outcome.Refusal.OTHER_DEVICE);
    }
    if (operation.phase().isFinal() && input.kind() == OperationInput.Kind.ADMITTED) {
      return ALREADY_ENDED;
    }
    if (input.kind() == OperationInput.Kind.CANCEL_REFUSED && isNotAsked(operation)) {
      return new Outcome.Refused(Outcome.Refusal.NOT_ASKED);
    }
    return lateCancel(operation, input, at)
        .or(() -> event(operation, input, later(at, operation)))
        .filter(event -> Lifecycle.next(operation.phase(), event.kind()).isPresent())
        .filter(event -> !isRepeated(operation, event))
        .<Outcome>map(Outcome.Changed::new)
        .orElse(UNCHANGED);
  }

  /**
   * Returns the deadline that an operation had missed when an input happened. It comes first,
   * however late its timer fires.
   *
   * @param at when the input happened
   */
  public static Optional<Deadline> missed(Operation operation, Instant at) {
    return operation.deadline().filter(deadline -> at.isAfter(deadline.dueAt()));
  }

  /**
   * Returns the operation after an event.
   *
   * @param operation the operation; null when the event begins it
   * @throws IllegalStateException when the lifecycle does not have that event in that phase
   */
  public static Operation evolve(@Nullable Operation operation, OperationEvent event) {
    return Evolution.after(operation, event);
  }

  private static Optional<OperationEvent> event(
      Operation operation, OperationInput input, Instant at) {
    return switch (input.kind()) {
      case ADMITTED -> Optional.empty();
      case DELIVERED -> Optional.of(new OperationEvent.OperationDelivered(at));
      case PROGRESS -> Optional.of(reported(operation, (OperationInput.Progress) input, at));
      case ENDED -> ended(operation, (OperationInput.Ended) input, at);
      case CANCEL_REQUESTED ->
          Optional.of(
              new OperationEvent.OperationCancelRequested(
                  ((OperationInput.CancelRequested) input).cancellation(), at));
      case CANCEL_REFUSED -> {
        FeedbackDetails said = ((OperationInput.CancelRefused) input).said();
        yield Optional.of(
            new OperationEvent.OperationCancelRefused(
                said.message(), operation.reports().kept(said.logLines()), at));
      }
      case WITHDRAWN ->
          Optional.of(
              new OperationEvent.OperationWithdrawn(
                  ((OperationInput.Withdrawn) input).cancellation(), at));
      case DEADLINE_PASSED -> timedOut(operation, (OperationInput.DeadlinePassed) input, at);
    };
  }

  /** Beyond some a device is still alive, but its log is not kept any more. */
  private static OperationEvent reported(
      Operation operation, OperationInput.Progress report, Instant at) {
    String words =
        report.progress() == null ? null : Text.atMost(MAX_PROGRESS_LENGTH, report.progress());
    return new OperationEvent.ProgressReported(
        report.activity(), words, operation.reports().kept(report.said().logLines()), at);
  }

  private static Optional<OperationEvent> ended(
      Operation operation, OperationInput.Ended word, Instant at) {
    return operation.phase().isFinal()
        ? late(operation, word, at)
        : Optional.of(end(operation, word, at));
  }

  private static OperationEvent end(Operation operation, OperationInput.Ended word, Instant at) {
    FeedbackDetails said = word.said();
    return switch (word.result()) {
      case SUCCEEDED -> new OperationEvent.OperationSucceeded(said.logLines(), at);
      case FAILED -> failed(FailureCode.DEVICE_REPORTED_FAILURE, said, at);
      case REJECTED -> failed(FailureCode.REJECTED_BY_DEVICE, said, at);
      case CANCELLED ->
          new OperationEvent.OperationCancelled(unasked(operation, said), said.logLines(), at);
    };
  }

  /** It may be read before the request that it answers: see {@link #lateCancel}. */
  private static @Nullable Failure unasked(Operation operation, FeedbackDetails said) {
    return operation.cancellation() == null
        ? Failure.ofDevice(FailureCode.CANCELLED_BY_DEVICE, said.message())
        : null;
  }

  /**
   * Nothing orders the topics among each other: a request to cancel that was written before the
   * device stopped is what the device answered, although it is read after the answer.
   */
  private static Optional<OperationEvent> lateCancel(
      Operation operation, OperationInput input, Instant at) {
    boolean isUnasked =
        operation.failure() != null
            && operation.failure().code() == FailureCode.CANCELLED_BY_DEVICE;
    if (!isUnasked || !at.isBefore(operation.times().phaseSince())) {
      return Optional.empty();
    }
    return cancellation(input)
        .map(request -> new OperationEvent.LateCancel(request, later(at, operation)));
  }

  private static Optional<Cancellation> cancellation(OperationInput input) {
    if (input instanceof OperationInput.CancelRequested requested) {
      return Optional.of(requested.cancellation());
    }
    return input instanceof OperationInput.Withdrawn withdrawn
        ? Optional.of(withdrawn.cancellation())
        : Optional.empty();
  }

  private static Optional<OperationEvent> late(
      Operation operation, OperationInput.Ended word, Instant at) {
    if (operation.lateResult() != null
        || word.result().agreesWith(operation.phase(), operation.failure())) {
      return Optional.empty();
    }
    return Optional.of(
        new OperationEvent.LateResultReported(
            word.result(), word.said().message(), word.said().logLines(), at));
  }

  private static OperationEvent failed(FailureCode code, FeedbackDetails said, Instant at) {
    return new OperationEvent.OperationFailed(
        Failure.ofDevice(code, said.message()), said.logLines(), at);
  }

  /**
   * The end is dated to the moment it was due, whenever the timer fired: so a replay agrees. What a
   * device reports while it is asked to stop puts nothing off, and may be dated after that moment.
   */
  private static Optional<OperationEvent> timedOut(
      Operation operation, OperationInput.DeadlinePassed passed, Instant at) {
    return operation
        .deadline()
        .filter(deadline -> deadline.kind() == passed.deadline() && !at.isBefore(deadline.dueAt()))
        .map(
            deadline -> {
              Instant grace = passed.graceUntil();
              Instant end = later(deadline.dueAt(), operation);
              return grace != null && grace.isAfter(deadline.dueAt())
                  ? new OperationEvent.DeadlineExtended(grace, end)
                  : new OperationEvent.OperationFailed(Failure.of(deadline), List.of(), end);
            });
  }

  private static boolean isNotAsked(Operation operation) {
    return !operation.phase().isFinal() && operation.phase() != Phase.CANCEL_REQUESTED;
  }

  private static Instant later(Instant at, Operation operation) {
    Instant since = operation.times().lastActionAt();
    return at.isBefore(since) ? since : at;
  }

  /** A report that moves nothing, not even the deadline, is a copy of one that did. */
  private static boolean isRepeated(Operation operation, OperationEvent event) {
    if (!(event instanceof OperationEvent.ProgressReported)
        || !event.logLines().isEmpty()
        || event.at().isAfter(operation.times().lastActionAt())) {
      return false;
    }
    Operation after = evolve(operation, event);
    return after.phase() == operation.phase()
        && after.state() == operation.state()
        && Objects.equals(after.reports().progress(), operation.reports().progress());
  }
}
