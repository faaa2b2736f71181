package dev.drydock.bench;

import java.time.Duration;

/**
 * When requests are meant to arrive: evenly, and fixed beforehand, whatever becomes of them. Who
 * measures from these times sees also what a stalled system kept from being sent.
 *
 * @param startNanos of the first arrival ({@link System#nanoTime})
 * @param perSecond arrivals per second, more than 0
 */
record ArrivalSchedule(long startNanos, double perSecond) {

  private static final double NANOS_PER_SECOND = 1e9;

  ArrivalSchedule {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException(
          "Expected a rate of more than 0 per second, but it is " + perSecond);
    }
  }

  /** Returns the time of the n-th arrival, counted from 0. */
  long intendedNanos(long index) {
    return startNanos + Math.round(index * (NANOS_PER_SECOND / perSecond));
  }

  /** Returns how many arrivals there are from the start to the end of a time. */
  long countWithin(Duration time) {
    return (long) Math.ceil(time.toNanos() / NANOS_PER_SECOND * perSecond);
  }
}
