package dev.drydock.bench;

import java.util.Map;
import java.util.TreeMap;

/**
 * How a run's calls are answered. Latencies count from when a call was meant to be sent, and a call
 * that was never sent or never answered counts with as long as it was waited for. Only calls meant
 * for the measured time count. Not thread-safe.
 */
final class AnswerTally {

  private static final String NOT_SENT = "not sent";
  private static final String NO_ANSWER = "no answer";

  private final long fromNanos;
  private final long toNanos;
  private final Latencies latencies = new Latencies();
  private final Map<String, Long> counts = new TreeMap<>();

  /** Measures what is meant for a time, its start included and its end excluded. */
  AnswerTally(long fromNanos, long toNanos) {
    this.fromNanos = fromNanos;
    this.toNanos = toNanos;
  }

  void answered(long intendedNanos, int status, long nowNanos) {
    count(intendedNanos, Integer.toString(status), nowNanos);
  }

  void notSent(long intendedNanos, long nowNanos) {
    count(intendedNanos, NOT_SENT, nowNanos);
  }

  void notAnswered(long intendedNanos, long nowNanos) {
    count(intendedNanos, NO_ANSWER, nowNanos);
  }

  /** Tells whether a moment is in the measured time. */
  boolean isMeasured(long nanos) {
    return nanos - fromNanos >= 0 && nanos - toNanos < 0;
  }

  /** Returns the length of the measured time. */
  double seconds() {
    return (toNanos - fromNanos) / 1e9;
  }

  /** Returns how many were answered with a status. */
  long count(int status) {
    return counts.getOrDefault(Integer.toString(status), 0L);
  }

  /**
   * Returns how many were answered otherwise than with certain statuses, or not at all, by status.
   */
  Map<String, Long> countsBesides(int... statuses) {
    Map<String, Long> others = new TreeMap<>(counts);
    for (int status : statuses) {
      others.remove(Integer.toString(status));
    }
    return Map.copyOf(others);
  }

  Latencies.Summary latency() {
    return latencies.summary();
  }

  private void count(long intendedNanos, String what, long nowNanos) {
    if (isMeasured(intendedNanos)) {
      latencies.record(nowNanos - intendedNanos);
      counts.merge(what, 1L, Long::sum);
    }
  }
}
