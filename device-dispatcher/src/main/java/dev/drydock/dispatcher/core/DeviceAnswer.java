package dev.drydock.dispatcher.core;

/** A word of a device after which it does not wait to be told the same again. */
public enum DeviceAnswer {
  /** It installed the update. */
  SUCCEEDED,
  /** It could not. */
  FAILED,
  /** It would not. */
  REJECTED,
  /** It stopped, as it was asked to. */
  CANCELLED,
  /** It was asked to stop, and goes on. */
  GOES_ON;

  /** Tells whether it has nothing to say of the update afterwards. */
  public boolean isFinal() {
    return this != GOES_ON;
  }
}
