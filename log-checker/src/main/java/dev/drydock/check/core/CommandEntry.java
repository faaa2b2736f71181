package dev.drydock.check.core;

/** A caller asked something of a device's dock that the dock decides once. */
public sealed interface CommandEntry permits RequestEntry, CancelEntry {

  /** Returns where it stands. */
  long offset();

  /** Returns the device's key. */
  String device();

  /** Returns the operation. */
  String operationId();

  /** Returns when the gateway took it, milliseconds since 1970. */
  long atMs();
}
