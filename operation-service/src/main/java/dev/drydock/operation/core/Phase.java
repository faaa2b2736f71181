package dev.drydock.operation.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an operation stands. What leads from one to the next is in {@link Lifecycle} alone. */
public enum Phase {
  /** It holds the dock; the device has not been given it. */
  ADMITTED(State.QUEUED, DeadlineKind.DELIVERY),
  /** The device was given it and has not reported. */
  DELIVERED(State.QUEUED, DeadlineKind.START),
  /** The device says that it downloads. */
  DOWNLOADING(State.IN_PROGRESS, DeadlineKind.PROGRESS),
  /** The device says that it installs. */
  INSTALLING(State.IN_PROGRESS, DeadlineKind.PROGRESS),
  /** The device is asked to stop, and has not answered. */
  CANCEL_REQUESTED(State.IN_PROGRESS, DeadlineKind.CANCEL),
  /** It is over, and well. */
  SUCCESSFUL(State.SUCCESSFUL, null),
  /** It is over, and not well. */
  FAILED(State.FAILED, null),
  /** It is over, because a caller wanted it so. */
  CANCELLED(State.CANCELLED, null);

  private final State state;
  private final @Nullable DeadlineKind deadline;

  Phase(State state, @Nullable DeadlineKind deadline) {
    this.state = state;
    this.deadline = deadline;
  }

  /** Tells whether nothing can happen any more. */
  public boolean isFinal() {
    return deadline == null;
  }

  /**
   * Returns what callers see of it.
   *
   * @param started whether the device has reported that it works on it: one that is asked to stop
   *     may have, or not
   */
  State state(boolean started) {
    return this == CANCEL_REQUESTED && !started ? State.QUEUED : state;
  }

  /** Returns what is waited for; nothing when the phase is final. */
  Optional<DeadlineKind> deadline() {
    return Optional.ofNullable(deadline);
  }
}
