package dev.drydock.simulator;

import dev.drydock.messages.DeviceAckKind;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a device is going to say.
 *
 * @param afterNanos when, counted from the device's reading of its command
 * @param kind what it says
 * @param activity what it is at, with progress
 * @param progress how far it is, with progress
 * @param message its message, if it has one
 * @param logLines lines of its log that go with it
 */
record PlannedAck(
    long afterNanos,
    String kind,
    @Nullable String activity,
    @Nullable String progress,
    @Nullable String message,
    List<String> logLines) {

  static PlannedAck progress(String activity, String progress) {
    return new PlannedAck(0, DeviceAckKind.PROGRESS, activity, progress, null, List.of());
  }

  static PlannedAck end(String kind, String message) {
    return new PlannedAck(0, kind, null, null, message, List.of());
  }

  PlannedAck at(long nanos) {
    return new PlannedAck(nanos, kind, activity, progress, message, logLines);
  }

  /** Returns the same with a log of what the device is at, when it reports progress. */
  PlannedAck withLogLines(int count) {
    if (activity == null || count == 0) {
      return this;
    }
    List<String> lines =
        IntStream.rangeClosed(1, count)
            .mapToObj(n -> activity + ", step " + n + " of " + count)
            .toList();
    return new PlannedAck(afterNanos, kind, activity, progress, message, lines);
  }

  /** Tells whether the device has nothing to say of the operation afterwards. */
  boolean isEnd() {
    return kind.equals(DeviceAckKind.SUCCEEDED) || kind.equals(DeviceAckKind.FAILED);
  }
}
