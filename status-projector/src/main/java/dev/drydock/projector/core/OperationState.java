package dev.drydock.projector.core;

/** State of an operation as callers see it. */
public enum OperationState {
  QUEUED("queued"),
  IN_PROGRESS("inProgress"),
  SUCCESSFUL("successful"),
  FAILED("failed"),
  CANCELLED("cancelled");

  private final String word;

  OperationState(String word) {
    this.word = word;
  }

  /** Returns the state's word in the view and in answers. */
  public String word() {
    return word;
  }

  /** Tells whether nothing follows. */
  public boolean isFinal() {
    return this == SUCCESSFUL || this == FAILED || this == CANCELLED;
  }
}
