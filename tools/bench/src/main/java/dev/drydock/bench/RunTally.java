package dev.drydock.bench;

import java.util.Map;
import java.util.TreeMap;

/**
 * What comes of one run's operations. Latencies count from when a request was meant to be sent.
 * Only requests meant for the measured time count. Not thread-safe.
 */
final class RunTally {

  private static final int ACCEPTED = 202;
  private static final int CONFLICT = 409;

  private final AnswerTally answers;
  private final Latencies successes = new Latencies();
  private final Map<String, Long> unsuccessful = new TreeMap<>();
  private long lost;
  private long completedInTime;

  /** Adds to the answers of the same run what becomes of the operations. */
  RunTally(AnswerTally answers) {
    this.answers = answers;
  }

  /** Notes a final state. Whenever its request was meant to be sent, it may be of this time. */
  void ended(long intendedNanos, FinalStatus end) {
    if (end.isSuccessful() && answers.isMeasured(end.seenNanos())) {
      completedInTime++;
    }
    if (!answers.isMeasured(intendedNanos)) {
      return;
    }
    if (end.isSuccessful()) {
      successes.record(end.seenNanos() - intendedNanos);
    } else {
      unsuccessful.merge(end.kind(), 1L, Long::sum);
    }
  }

  /** Notes an accepted operation that has not become final in time. */
  void neverEnded(long intendedNanos) {
    if (answers.isMeasured(intendedNanos)) {
      lost++;
    }
  }

  Outcome outcome() {
    return new Outcome(
        answers.latency().count(),
        answers.count(ACCEPTED),
        answers.count(CONFLICT),
        answers.countsBesides(ACCEPTED, CONFLICT),
        Map.copyOf(unsuccessful),
        lost,
        completedInTime,
        completedInTime / answers.seconds(),
        answers.latency(),
        successes.summary());
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

    /** Tells whether operations were successful, and none that was accepted was not. */
    boolean isFlawless() {
      return successLatency.count() > 0 && unsuccessful.isEmpty() && lost == 0;
    }

    long errorCount() {
      return errors.values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
