package dev.drydock.dispatcher.core;

/** How an operation ended. */
public enum End {
  /** The device runs the update. */
  SUCCESSFUL,
  /** It does not, by its own word or by a deadline. */
  FAILED,
  /** A caller ended it. */
  CANCELLED
}
