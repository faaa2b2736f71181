package dev.drydock.check.core;

import java.util.Locale;

/** The topics that are checked. */
public enum LogTopic {
  /** What callers asked. */
  UPDATE_COMMANDS,
  /** What the docks decided. */
  DISPATCH_EVENTS,
  /** What devices said. */
  DEVICE_ACKS,
  /** Each operation's states. */
  OPERATION_STATUS;

  /** Returns the topic's name without an installation's prefix. */
  public String baseName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
