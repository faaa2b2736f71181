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
  /** It is over, and well. */
  SUCCESSFUL(State.SUCCESSFUL, null),
  /** It is over, and not well. */
  FAILED(State.FAILED, null);

  private final State state;
  private final @Nullable DeadlineKind deadline;

  Phase(State state, @Nullable DeadlineKind deadline) {
    this.state = state;
    this.deadline = deadline;
  }

  /** Returns what callers see of it. */
  public State state() {
    return state;
  }

  /** Tells whether nothing can happen any more. */
  public boolean isFinal() {
    return deadline == null;
  }

  /** Returns what is waited for; nothing when the phase is final. */
  Optional<DeadlineKind> deadline() {
    return Optional.ofNullable(deadline);
  }
}
