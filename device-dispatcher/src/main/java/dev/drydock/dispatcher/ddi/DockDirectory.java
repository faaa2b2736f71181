package dev.drydock.dispatcher.ddi;

import dev.drydock.schemas.DeviceKey;

/** Where docks are, and what they hold. Thread-safe; never blocks for longer than a local read. */
public interface DockDirectory {

  /** Finds the dock of a device. */
  DockPlace find(DeviceKey device);
}
