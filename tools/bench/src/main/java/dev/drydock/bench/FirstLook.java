package dev.drydock.bench;

import java.time.Duration;

/**
 * How long after its final report an operation is looked at first. A look that comes too early
 * makes the installation work for nothing, one that comes late makes the latency longer than it is:
 * this follows what the first looks find, so that four in five of them see the end. Not
 * thread-safe.
 */
final class FirstLook {

  private static final long START = Duration.ofMillis(200).toNanos();
  private static final long SHORTEST = Duration.ofMillis(50).toNanos();
  private static final long LONGEST = Duration.ofSeconds(1).toNanos();
  private static final double AFTER_MISS = 1.04;
  private static final double AFTER_HIT = 0.99;

  private long nanos = START;

  long nanos() {
    return nanos;
  }

  /** Returns how long after a look that missed the next one comes. */
  long againNanos() {
    return nanos / 2;
  }

  /**
   * A first look was answered.
   *
   * @param isHit whether it saw the end
   */
  void looked(boolean isHit) {
    long next = (long) (nanos * (isHit ? AFTER_HIT : AFTER_MISS));
    nanos = Math.max(SHORTEST, Math.min(LONGEST, next));
  }
}
