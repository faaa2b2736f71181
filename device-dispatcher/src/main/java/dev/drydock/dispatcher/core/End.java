package dev.drydock.dispatcher.core;

/** How an operation ended. */
public enum End {
  /** The device runs the update. */
  SUCCESSFUL,
  /** It does not, by its own word or by a deadline. */
  FAILED,
  /** A caller ended it. */
  CANCELLED;

  /** Returns the end that a device's last word leads to. */
  public static End of(DeviceAnswer lastWord) {
    return switch (lastWord) {
      case SUCCEEDED -> SUCCESSFUL;
      case FAILED, REJECTED -> FAILED;
      case CANCELLED -> CANCELLED;
      case GOES_ON ->
          throw new IllegalArgumentException(
              "Expected a device's last word, but " + lastWord + " is none");
    };
  }
}
