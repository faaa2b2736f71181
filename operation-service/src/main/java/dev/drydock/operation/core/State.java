package dev.drydock.operation.core;

/** An operation's state as callers see it. */
public enum State {
  /** The device has not reported yet. */
  QUEUED,
  /** The device works on it. */
  IN_PROGRESS,
  /** The device says that it is done. */
  SUCCESSFUL,
  /** It ended otherwise. */
  FAILED,
  /** It ended because a caller wanted it so. */
  CANCELLED
}
