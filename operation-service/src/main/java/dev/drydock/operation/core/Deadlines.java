package dev.drydock.operation.core;

import java.time.Duration;

/**
 * How long an operation may wait. A value outside {@link #SHORTEST} to {@link #LONGEST} is lifted
 * or lowered to the nearest of them, so that no deadline can be switched off.
 *
 * @param delivery from the admission until the device has been given the update
 * @param start from the delivery until the device's first report
 * @param progress from one report of the device until the next
 * @param cancel from a requested cancel until the device has stopped or refused
 */
public record Deadlines(Duration delivery, Duration start, Duration progress, Duration cancel) {

  /** The shortest wait: below it a device on a slow line could never be in time. */
  public static final Duration SHORTEST = Duration.ofSeconds(1);

  /** The longest wait: as long as the log keeps what devices say. */
  public static final Duration LONGEST = Duration.ofDays(30);

  /** Brings each value within the bounds. */
  public Deadlines {
    delivery = within(delivery);
    start = within(start);
    progress = within(progress);
    cancel = within(cancel);
  }

  private static Duration within(Duration asked) {
    if (asked.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }
}
