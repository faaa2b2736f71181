package dev.drydock.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Latencies from 1 us to 10 min, to three digits. Each is to be measured from when the thing was
 * meant to happen; nothing is corrected afterwards. Not thread-safe.
 */
final class Latencies {

  private static final long HIGHEST_US = TimeUnit.MINUTES.toMicros(10);
  private static final int DIGITS = 3;
  private static final double US_PER_MS = 1_000;

  private final Histogram histogram = new Histogram(HIGHEST_US, DIGITS);

  /** Notes one; what is beyond the range counts as the range's end. */
  void record(long nanos) {
    long us = TimeUnit.NANOSECONDS.toMicros(nanos);
    histogram.recordValue(Math.min(HIGHEST_US, Math.max(0, us)));
  }

  /** Returns how many took longer than a time. */
  long countAbove(Duration time) {
    long us = TimeUnit.NANOSECONDS.toMicros(time.toNanos());
    return histogram.getCountBetweenValues(us, HIGHEST_US);
  }

  Summary summary() {
    return new Summary(
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50) / US_PER_MS,
        histogram.getValueAtPercentile(99) / US_PER_MS,
        histogram.getMaxValue() / US_PER_MS);
  }

  /**
   * What a reader wants of them, in milliseconds; all 0 when there are none.
   *
   * @param count how many there are
   * @param p50Ms the median
   * @param p99Ms what one in a hundred exceeds
   * @param maxMs the longest
   */
  record Summary(long count, double p50Ms, double p99Ms, double maxMs) {}
}
