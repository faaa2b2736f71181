package dev.drydock.gateway.admission;

/** What became of a request to retire a device. */
public sealed interface Retirement {

  /** The device is not known any more. */
  record Retired() implements Retirement {}

  /**
   * An operation holds the device.
   *
   * @param holder that operation
   */
  record Held(Holder holder) implements Retirement {}

  /** The tenant has no such device. */
  record DeviceUnknown() implements Retirement {}

  /** The device is not as the caller expects it. */
  record PreconditionFailed() implements Retirement {}

  /** The request is durable, but was not decided in time. */
  record Undecided() implements Retirement {}
}
