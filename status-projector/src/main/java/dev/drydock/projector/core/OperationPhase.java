package dev.drydock.projector.core;

/** Where an operation that is not final stands, or how it came to its end without an update. */
public enum OperationPhase {
  ADMITTED("admitted"),
  DELIVERED("delivered"),
  DOWNLOADING("downloading"),
  INSTALLING("installing"),
  CANCEL_REQUESTED("cancelRequested"),
  /** It was successful at once: the device ran the version already. */
  ALREADY_INSTALLED("alreadyInstalled");

  private final String word;

  OperationPhase(String word) {
    this.word = word;
  }

  /** Returns the phase's word in the view and in answers. */
  public String word() {
    return word;
  }
}
