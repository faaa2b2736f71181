package dev.drydock.dispatcher.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a device is to take an update.
 *
 * @param mode what it is to do, and whether it may ask its user
 * @param window when it may begin to install, or null for at any time
 */
public record Terms(Mode mode, @Nullable Window window) {

  /** At once. */
  public static final Terms FORCED = new Terms(Mode.FORCED, null);

  /** What a device is to do. */
  public enum Mode {
    /** Download and install it. */
    FORCED,
    /** The same, when its user agrees. */
    SOFT,
    /** Download it, and not install it. */
    DOWNLOAD_ONLY
  }

  /**
   * A maintenance window.
   *
   * @param from when it opens
   * @param until when it closes
   */
  public record Window(Instant from, Instant until) {}

  /** Tells whether there is a maintenance window that has not opened yet. */
  public boolean isBeforeWindow(Instant now) {
    return window != null && now.isBefore(window.from());
  }

  /** Tells whether there is a maintenance window that has closed: no device is to begin. */
  public boolean isAfterWindow(Instant now) {
    return window != null && !now.isBefore(window.until());
  }
}
