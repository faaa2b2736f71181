package dev.drydock.check.core;

/** What a device says. */
public enum AckKind {
  /** A kind that this build does not know. */
  UNKNOWN,
  /** It asks for the update. */
  FETCHED,
  /** It works. */
  PROGRESS,
  /** It is done. */
  SUCCEEDED,
  /** It is done, in vain. */
  FAILED,
  /** It will not do it. */
  REJECTED,
  /** It is there; of no operation. */
  HELLO,
  /** It has stopped. */
  CANCELLED,
  /** It was asked to stop, and goes on. */
  CANCEL_REFUSED
}
