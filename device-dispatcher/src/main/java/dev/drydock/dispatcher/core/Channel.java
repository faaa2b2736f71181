package dev.drydock.dispatcher.core;

/** How a device is reached. */
public enum Channel {
  /** Something else is commanded in its place. */
  BRIDGE,
  /** The device polls over DDI. */
  DDI
}
