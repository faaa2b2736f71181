package dev.drydock.operation.core;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** What an operation can wait for too long. */
public enum DeadlineKind {
  /** The device is to be given the update. */
  DELIVERY(Deadlines::delivery, Times::phaseSince, FailureCode.DELIVERY_TIMEOUT),
  /** The device is to report for the first time. */
  START(Deadlines::start, Times::phaseSince, FailureCode.START_TIMEOUT),
  /** The device is to report again. */
  PROGRESS(Deadlines::progress, Times::lastActionAt, FailureCode.PROGRESS_TIMEOUT),
  /** The device is to stop, or to refuse: what else it reports puts nothing off. */
  CANCEL(Deadlines::cancel, Times::phaseSince, FailureCode.CANCEL_TIMEOUT);

  private final Function<Deadlines, Duration> length;
  private final Function<Times, Instant> since;
  private final FailureCode failure;

  DeadlineKind(
      Function<Deadlines, Duration> length, Function<Times, Instant> since, FailureCode failure) {
    this.length = length;
    this.since = since;
    this.failure = failure;
  }

  Duration of(Deadlines deadlines) {
    return length.apply(deadlines);
  }

  Instant since(Times times) {
    return since.apply(times);
  }

  /** Returns what the operation fails with when this deadline passes. */
  FailureCode failure() {
    return failure;
  }
}
