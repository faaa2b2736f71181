package dev.drydock.check.core;

/** Where an operation that is not final stands, in the order in which the phases follow. */
public enum Phase {
  /** A phase that this build does not know. */
  UNKNOWN(State.UNKNOWN),
  /** It holds the dock. */
  ADMITTED(State.QUEUED),
  /** The device was given it. */
  DELIVERED(State.QUEUED),
  /** The device downloads. */
  DOWNLOADING(State.IN_PROGRESS),
  /** The device installs. */
  INSTALLING(State.IN_PROGRESS);

  private final State state;

  Phase(State state) {
    this.state = state;
  }

  /** Returns the state in which callers see an operation of this phase. */
  State state() {
    return state;
  }
}
