package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.core.Dock;
import java.net.URI;

/** Where the dock of a device is. */
public sealed interface DockPlace {

  /**
   * On this instance, which has read all that the device said to others before.
   *
   * @param dock as it is now
   */
  record Here(Dock dock) implements DockPlace {}

  /**
   * On another instance.
   *
   * @param instance its base URL
   */
  record Elsewhere(URI instance) implements DockPlace {}

  /** Nowhere for the moment: it moves from one instance to another. */
  record Moving() implements DockPlace {}
}
