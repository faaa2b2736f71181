package dev.drydock.simulator;

import dev.drydock.kit.ddi.DdiFeedback;
import dev.drydock.messages.DeviceAckKind;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that a device says of a deployment.
 *
 * @param number the deployment's
 * @param isOfCancel whether it answers a cancel
 * @param ack what it says
 * @param atNanos when ({@link System#nanoTime})
 */
record DdiWord(int number, boolean isOfCancel, PlannedAck ack, long atNanos) {

  /** Tells whether it must arrive: what it ends waits for it. */
  boolean isClosing() {
    return isOfCancel || ack.isEnd();
  }

  DdiFeedback feedback() {
    String message = Objects.requireNonNullElse(ack.message(), "");
    return switch (ack.kind()) {
      case DeviceAckKind.PROGRESS ->
          DdiFeedback.proceeding(progress(ack.progress()), ack.logLines());
      case DeviceAckKind.SUCCEEDED, DeviceAckKind.CANCELLED -> DdiFeedback.closed(true, message);
      case DeviceAckKind.FAILED -> DdiFeedback.closed(false, message);
      case DeviceAckKind.CANCEL_REFUSED -> DdiFeedback.rejected(message);
      default -> throw new IllegalStateException("Expected a word of a plan, but it is " + this);
    };
  }

  private static DdiFeedback.Progress progress(@Nullable String text) {
    List<Integer> numbers =
        List.of(Objects.requireNonNull(text, "it is progress").split(" of ")).stream()
            .map(Integer::valueOf)
            .toList();
    return new DdiFeedback.Progress(numbers.get(0), numbers.get(1));
  }
}
