package dev.drydock.operation.core;

import org.jspecify.annotations.Nullable;

/**
 * Why an operation failed.
 *
 * @param code the reason
 * @param message the same in words, at most {@value #MAX_MESSAGE_LENGTH} UTF-16 units
 */
public record Failure(FailureCode code, String message) {

  /** How much of a device's message is kept. */
  public static final int MAX_MESSAGE_LENGTH = 2_048;

  static Failure ofDevice(FailureCode code, @Nullable String message) {
    return new Failure(
        code,
        message == null || message.isBlank()
            ? "The device gave no message."
            : Text.atMost(MAX_MESSAGE_LENGTH, message));
  }

  static Failure of(Deadline deadline) {
    String expected =
        switch (deadline.kind()) {
          case DELIVERY -> "Expected the device to be given the update by ";
          case START -> "Expected the device's first report by ";
          case PROGRESS -> "Expected the device's next report by ";
        };
    return new Failure(
        deadline.kind().failure(), expected + deadline.dueAt() + ", but there was none.");
  }
}
