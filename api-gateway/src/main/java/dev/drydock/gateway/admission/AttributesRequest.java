package dev.drydock.gateway.admission;

/** What became of a request for a device's attributes. */
public enum AttributesRequest {
  /** The device is asked. */
  ASKED,
  /** The tenant has no such device. */
  DEVICE_UNKNOWN,
  /** The request is durable, but was not decided in time. */
  UNDECIDED
}
