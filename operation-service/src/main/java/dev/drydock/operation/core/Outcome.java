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
    OTHER_DEVICE
  }
}
