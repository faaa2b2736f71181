package dev.drydock.projector.core;

/** Where an operation that is not final stands. */
public enum OperationPhase {
  ADMITTED("admitted"),
  DELIVERED("delivered"),
  DOWNLOADING("downloading"),
  INSTALLING("installing"),
  CANCEL_REQUESTED("cancelRequested");

  private final String word;

  OperationPhase(String word) {
    this.word = word;
  }

  /** Returns the phase's word in the view and in answers. */
  public String word() {
    return word;
  }
}
