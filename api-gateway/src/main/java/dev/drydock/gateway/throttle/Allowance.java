package dev.drydock.gateway.throttle;

import java.time.Duration;

/**
 * A limit in slices. A caller that takes all it can get, gets a whole period's requests at the
 * beginning of each period, and for that long others wait behind them; in slices it is a trickle.
 *
 * @param requests how many requests may pass in each slice, 1 or more
 * @param every how long a slice lasts
 */
record Allowance(int requests, Duration every) {

  private static final int SLICES = 20;

  /** So few at once hold no other caller up; a full batch is as many requests, itself included. */
  private static final int SMALLEST = 21;

  /**
   * Cuts a limit so that as many pass in the long run.
   *
   * @param limit how many requests may pass in a period, 1 or more
   */
  static Allowance of(int limit, Duration period) {
    int share = (limit + SLICES - 1) / SLICES;
    int requests = Math.min(limit, Math.max(share, SMALLEST));
    return new Allowance(requests, period.multipliedBy(requests).dividedBy(limit));
  }
}
