package dev.drydock.operation.core;

import java.time.Duration;
import java.util.function.Function;

/** What an operation can wait for too long. */
public enum DeadlineKind {
  /** The device is to be given the update. */
  DELIVERY(Deadlines::delivery, FailureCode.DELIVERY_TIMEOUT),
  /** The device is to report for the first time. */
  START(Deadlines::start, FailureCode.START_TIMEOUT),
  /** The device is to report again. */
  PROGRESS(Deadlines::progress, FailureCode.PROGRESS_TIMEOUT);

  private final Function<Deadlines, Duration> length;
  private final FailureCode failure;

  DeadlineKind(Function<Deadlines, Duration> length, FailureCode failure) {
    this.length = length;
    this.failure = failure;
  }

  Duration of(Deadlines deadlines) {
    return length.apply(deadlines);
  }

  /** Returns what the operation fails with when this deadline passes. */
  FailureCode failure() {
    return failure;
  }
}
