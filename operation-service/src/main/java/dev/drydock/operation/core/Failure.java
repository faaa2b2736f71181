package dev.drydock.operation.core;

import org.jspecify.annotations.Nullable;

/**
 * Why an operation failed, or was cancelled by its device.
 *
 * @param code the reason
 * @param message the same in words
 */
public record Failure(FailureCode code, String message) {

  static Failure ofDevice(FailureCode code, @Nullable String message) {
    return new Failure(
        code, message == null || message.isBlank() ? "The device gave no message." : message);
  }

  static Failure of(Deadline deadline) {
    String expected =
        switch (deadline.kind()) {
          case DELIVERY -> "Expected the device to be given the update by ";
          case START -> "Expected the device's first report by ";
          case PROGRESS -> "Expected the device's next report by ";
          case CANCEL -> "Expected the device to stop, or to refuse, by ";
        };
    String found = deadline.kind() == DeadlineKind.CANCEL ? "it did neither." : "there was none.";
    return new Failure(deadline.kind().failure(), expected + deadline.dueAt() + ", but " + found);
  }
}
