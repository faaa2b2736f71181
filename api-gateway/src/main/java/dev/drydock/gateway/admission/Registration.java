package dev.drydock.gateway.admission;

import java.time.Instant;

/** What became of a request to register or edit a device. */
public sealed interface Registration {

  /**
   * The dock knows the device.
   *
   * @param isNew whether it did not before
   * @param revision the device's revision from here on
   * @param at when that was decided
   */
  record Registered(boolean isNew, int revision, Instant at) implements Registration {}

  /** The tenant has no such device, and the request is not one to register it. */
  record DeviceUnknown() implements Registration {}

  /** The device is not as the caller expects it. */
  record PreconditionFailed() implements Registration {}

  /** The request is durable, but was not decided in time. */
  record Undecided() implements Registration {}
}
