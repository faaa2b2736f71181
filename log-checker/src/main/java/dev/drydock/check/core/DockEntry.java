package dev.drydock.check.core;

/** A decision of a device's dock. */
public sealed interface DockEntry permits DispatchEntry, DeviceEntry {

  /** Returns where the decision stands. */
  long offset();

  /** Returns the device's key. */
  String device();
}
