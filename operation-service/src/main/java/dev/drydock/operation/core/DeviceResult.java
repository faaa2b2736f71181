package dev.drydock.operation.core;

import org.jspecify.annotations.Nullable;

/** A device's final report on an operation. */
public enum DeviceResult {
  /** It is done. */
  SUCCEEDED,
  /** It tried and failed. */
  FAILED,
  /** It will not do it. */
  REJECTED,
  /** It has stopped. */
  CANCELLED;

  /**
   * Tells whether an operation's end says the same.
   *
   * @param failure why the operation failed, or null when it did not
   */
  boolean agreesWith(Phase end, @Nullable Failure failure) {
    return switch (this) {
      case SUCCEEDED -> end == Phase.SUCCESSFUL;
      case FAILED -> isOf(FailureCode.DEVICE_REPORTED_FAILURE, failure);
      case REJECTED -> isOf(FailureCode.REJECTED_BY_DEVICE, failure);
      case CANCELLED -> end == Phase.CANCELLED;
    };
  }

  private static boolean isOf(FailureCode code, @Nullable Failure failure) {
    return failure != null && failure.code() == code;
  }
}
