package dev.drydock.bench;

import java.util.OptionalInt;

/**
 * Looks for the highest rate that is sustained: steps up until one is not, then halves the
 * distance. Not thread-safe.
 */
final class RateSearch {

  private static final int FIRST = 100;
  private static final int LOWEST = 10;
  private static final double GROWTH = 1.5;

  /** Closer than this share, the runs' noise decides. */
  private static final double PRECISION = 0.1;

  private int sustained;
  private int failed = Integer.MAX_VALUE;

  /** Notes what came of a rate. */
  void tried(int rate, boolean wasSustained) {
    if (wasSustained) {
      sustained = Math.max(sustained, rate);
    } else {
      failed = Math.min(failed, rate);
    }
  }

  /** Returns the rate to be tried next; empty when the search is at its end. */
  OptionalInt next() {
    if (failed == Integer.MAX_VALUE) {
      return OptionalInt.of(sustained == 0 ? FIRST : (int) Math.ceil(sustained * GROWTH));
    }
    // A rate above one that failed may have passed by chance; it is not believed.
    int from = highestSustained();
    int middle = (from + failed) / 2;
    boolean isClose = failed - from <= from * PRECISION;
    return isClose || middle < LOWEST ? OptionalInt.empty() : OptionalInt.of(middle);
  }

  /** Tells whether the highest rate is known; else higher ones may be sustained. */
  boolean isFinished() {
    return next().isEmpty();
  }

  /** Returns the highest rate that was sustained; 0 when none was. */
  int highestSustained() {
    return sustained < failed ? sustained : 0;
  }
}
