package dev.drydock.cli.simulate;

import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceActivity;
import org.jspecify.annotations.Nullable;

/**
 * What a device is going to say.
 *
 * @param afterNanos when, counted from the device's reading of its command
 * @param kind what it says
 * @param activity what it is at, with progress
 * @param progress how far it is, with progress
 * @param message its message, if it has one
 */
record PlannedAck(
    long afterNanos,
    DeviceAckKind kind,
    @Nullable DeviceActivity activity,
    @Nullable String progress,
    @Nullable String message) {

  static PlannedAck progress(DeviceActivity activity, String progress) {
    return new PlannedAck(0, DeviceAckKind.PROGRESS, activity, progress, null);
  }

  static PlannedAck end(DeviceAckKind kind, String message) {
    return new PlannedAck(0, kind, null, null, message);
  }

  PlannedAck at(long nanos) {
    return new PlannedAck(nanos, kind, activity, progress, message);
  }
}
