package dev.drydock.local.process;

import java.time.Duration;

/**
 * How long a part that starts is waited for. A slow machine is no reason to give up: a part that
 * makes progress, by a growing log or by using the processor, is waited for longer than one that
 * does not.
 *
 * @param withoutProgress how long it may make none, more than 0
 * @param inAll how long it may take in any case, at least as long
 */
public record StartPatience(Duration withoutProgress, Duration inAll) {

  /** What {@code drydock up} does unless told otherwise: 2 minutes, 10 in all. */
  public static final StartPatience DEFAULT = of(Duration.ofMinutes(2));

  /** A part that retries for ever uses the processor, too. */
  private static final int LIMIT_FACTOR = 5;

  /** Checks the values; throws {@link IllegalArgumentException}. */
  public StartPatience {
    if (withoutProgress.isNegative() || withoutProgress.isZero()) {
      throw new IllegalArgumentException(
          "Expected the start timeout to be more than 0, but it is " + withoutProgress);
    }
    if (inAll.compareTo(withoutProgress) < 0) {
      throw new IllegalArgumentException(
          "Expected the limit to be at least " + withoutProgress + ", but it is " + inAll);
    }
  }

  /** Waits so long for one that makes no progress, and five times as long in any case. */
  public static StartPatience of(Duration withoutProgress) {
    return new StartPatience(withoutProgress, withoutProgress.multipliedBy(LIMIT_FACTOR));
  }

  /** Waits so long, whatever the part does. */
  public static StartPatience fixed(Duration timeout) {
    return new StartPatience(timeout, timeout);
  }
}
