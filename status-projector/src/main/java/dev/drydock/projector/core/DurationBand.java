package dev.drydock.projector.core;

import java.time.Duration;
import java.util.List;

/**
 * Between which bounds the time from an operation's creation to its last action lies. Few bands
 * cover all operations, so that one who knows one of the two times knows nearly the other.
 *
 * @param leastMs the shortest time, milliseconds; {@link #UNBOUNDED} has the least of all
 * @param mostMs the longest time, milliseconds, {@code leastMs} or more
 */
public record DurationBand(long leastMs, long mostMs) {

  /** Of operations whose times say nothing of each other, as after a clock was set back. */
  public static final DurationBand UNBOUNDED = new DurationBand(Long.MIN_VALUE, Long.MAX_VALUE);

  /**
   * Where bands end: of an update, of one that waited for its device, and of one that waited for
   * long. More of them would have lists that are ordered by one time and filtered by the other look
   * at fewer rows, and all lists merge more kinds.
   */
  private static final List<Duration> ENDS =
      List.of(Duration.ofHours(4), Duration.ofDays(2), Duration.ofDays(16));

  /** Returns the band in which a time between lies. */
  static DurationBand of(Duration between) {
    long start = 0;
    if (!between.isNegative()) {
      for (Duration end : ENDS) {
        if (between.compareTo(end) < 0) {
          return new DurationBand(start, end.toMillis() - 1);
        }
        start = end.toMillis();
      }
    }
    return UNBOUNDED;
  }
}
