package dev.drydock.operation.core;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of an operation: what is decided, and what a decision changes. */
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
    Instant since = operation.lastActionAt();
    return event(operation, input, at.isBefore(since) ? since : at)
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
    Phase next = next(operation, event);
    if (operation == null) {
      return Operation.admitted((OperationEvent.OperationAdmitted) event, next);
    }
    Operation changed = operation.changed(next, event.at(), actor(operation, event));
    return switch (event.kind()) {
      case DOWNLOADING_REPORTED, INSTALLING_REPORTED ->
          reported(changed, (OperationEvent.ProgressReported) event);
      case SUCCEEDED -> changed.withStart(event.at());
      case DEVICE_FAILED -> failed(changed, event).withStart(event.at());
      case DEVICE_REJECTED, DELIVERY_TIMED_OUT, START_TIMED_OUT, PROGRESS_TIMED_OUT ->
          failed(changed, event);
      case ADMITTED, DELIVERED -> changed;
    };
  }

  private static Optional<OperationEvent> event(
      Operation operation, OperationInput input, Instant at) {
    return switch (input.kind()) {
      case ADMITTED -> Optional.empty();
      case DELIVERED -> Optional.of(new OperationEvent.OperationDelivered(at));
      case PROGRESS -> {
        OperationInput.Progress report = (OperationInput.Progress) input;
        yield Optional.of(
            new OperationEvent.ProgressReported(report.activity(), words(report), at));
      }
      case SUCCEEDED -> Optional.of(new OperationEvent.OperationSucceeded(at));
      case FAILED ->
          Optional.of(
              failed(
                  FailureCode.DEVICE_REPORTED_FAILURE,
                  ((OperationInput.Failed) input).message(),
                  at));
      case REJECTED ->
          Optional.of(
              failed(
                  FailureCode.REJECTED_BY_DEVICE, ((OperationInput.Rejected) input).message(), at));
      case DEADLINE_PASSED ->
          timedOut(operation, ((OperationInput.DeadlinePassed) input).deadline(), at);
    };
  }

  private static OperationEvent failed(FailureCode code, @Nullable String message, Instant at) {
    return new OperationEvent.OperationFailed(Failure.ofDevice(code, message), at);
  }

  /** The end is dated to the moment it was due, whenever the timer fired: so a replay agrees. */
  private static Optional<OperationEvent> timedOut(
      Operation operation, DeadlineKind passed, Instant at) {
    return operation
        .deadline()
        .filter(deadline -> deadline.kind() == passed && !at.isBefore(deadline.dueAt()))
        .map(
            deadline -> new OperationEvent.OperationFailed(Failure.of(deadline), deadline.dueAt()));
  }

  /** A report that moves nothing, not even the deadline, is a copy of one that did. */
  private static boolean isRepeated(Operation operation, OperationEvent event) {
    if (!(event instanceof OperationEvent.ProgressReported)
        || event.at().isAfter(operation.lastActionAt())) {
      return false;
    }
    Operation after = evolve(operation, event);
    return after.phase() == operation.phase()
        && Objects.equals(after.progress(), operation.progress());
  }

  private static Phase next(@Nullable Operation operation, OperationEvent event) {
    return Lifecycle.next(operation == null ? null : operation.phase(), event.kind())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Expected an event of the operation's life, but "
                        + event
                        + " cannot follow on "
                        + (operation == null ? "nothing" : operation)));
  }

  private static Operation reported(Operation changed, OperationEvent.ProgressReported report) {
    Operation started = changed.withStart(report.at());
    // What was said of an earlier activity would be misread as progress of the present one.
    boolean overtaken = report.activity().phase() != started.phase();
    return overtaken || report.progress() == null
        ? started
        : started.withProgress(report.progress());
  }

  private static Operation failed(Operation changed, OperationEvent event) {
    return changed.withFailure(((OperationEvent.OperationFailed) event).failure());
  }

  private static Actor actor(Operation operation, OperationEvent event) {
    return switch (event.kind()) {
      case ADMITTED -> operation.update().requestedBy();
      case DELIVERED,
          DOWNLOADING_REPORTED,
          INSTALLING_REPORTED,
          SUCCEEDED,
          DEVICE_FAILED,
          DEVICE_REJECTED ->
          Actor.of(operation.device());
      case DELIVERY_TIMED_OUT, START_TIMED_OUT, PROGRESS_TIMED_OUT -> Actor.DRYDOCK;
    };
  }

  private static @Nullable String words(OperationInput.Progress report) {
    return report.progress() == null ? null : Text.atMost(MAX_PROGRESS_LENGTH, report.progress());
  }
}
