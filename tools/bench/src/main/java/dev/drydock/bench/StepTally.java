package dev.drydock.bench;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the steps of a run's operations take. A step counts from the end of the one before it, the
 * waiting for a connection and all repetitions included; one that is cut short by the end of the
 * run, as long as it has lasted. Only operations whose request was meant for the measured time
 * count. Not thread-safe.
 */
final class StepTally {

  private static final double NANOS_PER_MS = 1e6;

  private final AnswerTally answers;
  private final Map<Step, Latencies> latencies = new EnumMap<>(Step.class);
  private final Map<String, Long> repetitions = new TreeMap<>();
  private long looks;
  private long ends;

  StepTally(AnswerTally answers) {
    this.answers = answers;
    for (Step step : Step.values()) {
      latencies.put(step, new Latencies());
    }
  }

  /** A step is done, or its operation is written off while it is at it. */
  void done(Step step, long intendedNanos, long tookNanos) {
    if (answers.isMeasured(intendedNanos)) {
      latencies.get(step).record(tookNanos);
    }
  }

  /** A look has seen the end. */
  void ended(long intendedNanos) {
    if (answers.isMeasured(intendedNanos)) {
      looks++;
      ends++;
    }
  }

  void repeated(Step step, String why, long intendedNanos) {
    if (answers.isMeasured(intendedNanos)) {
      looks += step.isLast() ? 1 : 0;
      repetitions.merge(step.label() + ": " + why, 1L, Long::sum);
    }
  }

  /**
   * Returns what they take.
   *
   * @param firstLookNanos after what time the caller looks first, at present
   */
  Steps steps(long firstLookNanos) {
    Map<String, Latencies.Summary> summaries = new LinkedHashMap<>();
    latencies.forEach((step, times) -> summaries.put(step.label(), times.summary()));
    return new Steps(
        summaries,
        new TreeMap<>(repetitions),
        ends == 0 ? 0 : (double) looks / ends,
        firstLookNanos / NANOS_PER_MS);
  }

  /**
   * What they take.
   *
   * @param latencies by step, in their order
   * @param repetitions how often a step's request was sent again, by step and reason
   * @param getsPerOperation how often the caller looked at an operation until it saw the end
   * @param firstLookMs how long after the device's final report it looked first, when the run was
   *     over; half as long after that it looked again: so exact is the sight of the end
   */
  record Steps(
      Map<String, Latencies.Summary> latencies,
      Map<String, Long> repetitions,
      double getsPerOperation,
      double firstLookMs) {}
}
