package dev.drydock.projector.query;

import org.jspecify.annotations.Nullable;

/**
 * A place in a list: after the row that is named.
 *
 * @param atMs that row's time by which the list is ordered, milliseconds since 1970; null when it
 *     is ordered by ids
 * @param deviceId that row's device; null when the list is not ordered by devices
 * @param id that row's id
 */
record Cursor(@Nullable Long atMs, @Nullable String deviceId, String id) {

  Cursor(@Nullable Long atMs, String id) {
    this(atMs, null, id);
  }

  /** Returns the device; throws {@link IllegalStateException} when the list has none. */
  String requireDeviceId() {
    if (deviceId == null) {
      throw new IllegalStateException(
          "Expected a place with a device, but it is after \"" + id + '"');
    }
    return deviceId;
  }

  /** Returns the time; throws {@link IllegalStateException} when the list has no times. */
  long requireAtMs() {
    if (atMs == null) {
      throw new IllegalStateException(
          "Expected a place with a time, but it is after \"" + id + '"');
    }
    return atMs;
  }
}
