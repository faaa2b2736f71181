package dev.drydock.check.core;

/** State of an operation as callers see it. */
public enum State {
  /** A state that this build does not know. */
  UNKNOWN,
  /** The device does not work on it yet. */
  QUEUED,
  /** The device works on it. */
  IN_PROGRESS,
  /** The device said that it is done. */
  SUCCESSFUL,
  /** It will not be done. */
  FAILED,
  /** Its caller took it back. */
  CANCELLED;

  /** Tells whether nothing may follow. */
  public boolean isFinal() {
    return this == SUCCESSFUL || this == FAILED || this == CANCELLED;
  }
}
