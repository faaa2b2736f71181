package dev.drydock.cli.up;

import java.time.Duration;

/**
 * How long to wait before a program is started again: 1 s after the first end, twice as long after
 * each further one, 30 s at most. One that was ready for a minute counts as new.
 */
final class Backoff {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofSeconds(30);
  private static final Duration STEADY = Duration.ofMinutes(1);

  private Duration next = FIRST;

  /**
   * Returns the wait.
   *
   * @param readyFor how long the program was ready before it ended
   */
  Duration afterEnd(Duration readyFor) {
    if (readyFor.compareTo(STEADY) >= 0) {
      next = FIRST;
    }
    Duration wait = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(MOST) > 0 ? MOST : doubled;
    return wait;
  }
}
