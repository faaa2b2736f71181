package dev.drydock.check.rules;

/** What must be true of every log, at every prefix. */
public enum Invariant {
  /** At most one operation that is not final exists for a device. */
  ONE_IN_FLIGHT("I1"),
  /**
   * A request conflicts only with the operation that holds the dock. The log's share of the
   * promise: what callers were answered does not stand in it.
   */
  TRUE_CONFLICT("I2"),
  /** Every request is decided once, and every admitted operation ends once and in time. */
  KEPT_PROMISE("I3"),
  /** Every ack that a device was thanked for is in the log. */
  KEPT_ACK("I4"),
  /** Nothing happens without the cause that it names. */
  TRUE_CAUSE("I5"),
  /** A state never goes back, and nothing follows a final one. */
  MONOTONE("I6"),

  /**
   * Of a cancel and the device's word one wins, and callers are told which. A device that was not
   * given an update before it was withdrawn never is.
   */
  TRUE_CANCEL("I11");

  private final String number;

  Invariant(String number) {
    this.number = number;
  }

  /** Returns the invariant's short name, for instance {@code I1}. */
  public String number() {
    return number;
  }
}
