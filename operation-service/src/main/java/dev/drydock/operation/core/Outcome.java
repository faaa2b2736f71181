package dev.drydock.operation.core;

/** What was decided about an input. */
public sealed interface Outcome {

  /**
   * The operation changes.
   *
   * @param event how
   */
  record Changed(OperationEvent event) implements Outcome {}

  /** The input says nothing new, or comes too late to matter. */
  record Unchanged() implements Outcome {}

  /**
   * The operation has ended already, and is admitted again by a dock that has not heard: its end is
   * to be told once more, for nothing else frees the dock.
   */
  record AlreadyEnded() implements Outcome {}

  /**
   * The input is not this operation's.
   *
   * @param reason why not
   */
  record Refused(Refusal reason) implements Outcome {}

  /** Why an input is not an operation's. */
  enum Refusal {
    /** No operation of that id is known, or not yet. */
    UNKNOWN_OPERATION,
    /** The operation is another device's. */
    OTHER_DEVICE,
    /** The device refuses to stop, and was not asked to, or not yet. */
    NOT_ASKED
  }
}
