package dev.drydock.dispatcher.core;

/** Whether a dock's holder was withdrawn: it ends without its device being asked. */
public enum Withdrawal {
  /** It was not. */
  NONE,
  /** It was before the device was given it. */
  UNSEEN,
  /** It was because the caller forced it. */
  FORCED
}
