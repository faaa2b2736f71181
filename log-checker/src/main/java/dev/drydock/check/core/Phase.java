package dev.drydock.check.core;

import java.util.Set;

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
  INSTALLING(State.IN_PROGRESS),
  /** The device is asked to stop. It works on it, or never said that it does. */
  CANCEL_REQUESTED(State.QUEUED, State.IN_PROGRESS);

  private final Set<State> states;

  Phase(State... states) {
    this.states = Set.of(states);
  }

  /** Tells whether callers may see an operation of this phase in a state. */
  boolean isOf(State state) {
    return states.contains(state);
  }
}
