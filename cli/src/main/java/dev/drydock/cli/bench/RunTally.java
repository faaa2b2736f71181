package dev.drydock.cli.bench;

import java.util.Map;
import java.util.TreeMap;

/**
 * What comes of one run's requests. Latencies count from when a request was meant to be sent, and a
 * request that was never sent or never answered counts with as long as it was waited for. Only
 * requests meant for the measured time count. Not thread-safe.
 */
final class RunTally {

  private static final String NOT_SENT = "not sent";
  private static final String NO_ANSWER = "no answer";
  private static final int ACCEPTED = 202;
  private static final int CONFLICT = 409;

  private final long fromNanos;
  private final long toNanos;
  private final Latencies answers = new Latencies();
  private final Latencies successes = new Latencies();
  private final Map<String, Long> errors = new TreeMap<>();
  private final Map<String, Long> unsuccessful = new TreeMap<>();
  private long intended;
  private long accepted;
  private long conflicts;
  private long lost;
  private long completedInTime;

  /** Measures what is meant for a time, its start included and its end excluded. */
  RunTally(long fromNanos, long toNanos) {
    this.fromNanos = fromNanos;
    this.toNanos = toNanos;
  }

  void answered(long intendedNanos, int status, long nowNanos) {
    if (!isMeasured(intendedNanos)) {
      return;
    }
    intended++;
    answers.record(nowNanos - intendedNanos);
    if (status == ACCEPTED) {
      accepted++;
    } else if (status == CONFLICT) {
      conflicts++;
    } else {
      count(errors, Integer.toString(status));
    }
  }

  void notSent(long intendedNanos, long nowNanos) {
    unanswered(intendedNanos, NOT_SENT, nowNanos);
  }

  void notAnswered(long intendedNanos, long nowNanos) {
    unanswered(intendedNanos, NO_ANSWER, nowNanos);
  }

  /** Notes a final state. Whenever its request was meant to be sent, it may be of this time. */
  void ended(long intendedNanos, FinalStatus end) {
    if (end.isSuccessful() && isMeasured(end.seenNanos())) {
      completedInTime++;
    }
    if (!isMeasured(intendedNanos)) {
      return;
    }
    if (end.isSuccessful()) {
      successes.record(end.seenNanos() - intendedNanos);
    } else {
      count(unsuccessful, end.kind());
    }
  }

  /** Notes an accepted operation that has not become final in time. */
  void neverEnded(long intendedNanos) {
    if (isMeasured(intendedNanos)) {
      lost++;
    }
  }

  Outcome outcome() {
    double seconds = (toNanos - fromNanos) / 1e9;
    return new Outcome(
        intended,
        accepted,
        conflicts,
        Map.copyOf(errors),
        Map.copyOf(unsuccessful),
        lost,
        completedInTime,
        completedInTime / seconds,
        answers.summary(),
        successes.summary());
  }

  private void unanswered(long intendedNanos, String what, long nowNanos) {
    if (isMeasured(intendedNanos)) {
      intended++;
      answers.record(nowNanos - intendedNanos);
      count(errors, what);
    }
  }

  private boolean isMeasured(long nanos) {
    return nanos - fromNanos >= 0 && nanos - toNanos < 0;
  }

  private static void count(Map<String, Long> counts, String key) {
    counts.merge(key, 1L, Long::sum);
  }

  /**
   * What came of them.
   *
   * @param requests requests meant to be sent in the measured time
   * @param accepted how many of them were answered 202
   * @param conflicts how many of them were answered 409
   * @param errors how many of them were answered otherwise or not at all, by status
   * @param unsuccessful how many accepted operations ended otherwise than successful, by state
   * @param lost how many accepted operations were not final when the grace was over
   * @param completed operations that were seen to be successful within the measured time
   * @param completedPerSecond the same by its length
   * @param answerLatency from the intended sending to the answer
   * @param successLatency from the intended sending to the sight of {@code successful}
   */
  record Outcome(
      long requests,
      long accepted,
      long conflicts,
      Map<String, Long> errors,
      Map<String, Long> unsuccessful,
      long lost,
      long completed,
      double completedPerSecond,
      Latencies.Summary answerLatency,
      Latencies.Summary successLatency) {

    private static final double HIGHEST_P99_MS = 250;
    private static final double LEAST_COMPLETED = 0.99;

    /** Tells whether the rate was held: what was asked was done, and answered soon. */
    boolean isSustained(int rate) {
      return answerLatency.p99Ms() <= HIGHEST_P99_MS
          && completedPerSecond >= LEAST_COMPLETED * rate
          && lost == 0;
    }

    long errorCount() {
      return errors.values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
