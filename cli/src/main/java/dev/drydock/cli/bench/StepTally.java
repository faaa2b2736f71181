package dev.drydock.cli.bench;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the steps of a run's operations take. A step counts from the end of the one before it, the
 * waiting for a connection and all repetitions included. Only operations whose request was meant
 * for the measured time count. Not thread-safe.
 */
final class StepTally {

  private final AnswerTally answers;
  private final Map<Step, Latencies> latencies = new EnumMap<>(Step.class);
  private final Map<String, Long> repetitions = new TreeMap<>();

  StepTally(AnswerTally answers) {
    this.answers = answers;
    for (Step step : Step.values()) {
      latencies.put(step, new Latencies());
    }
  }

  void done(Step step, long intendedNanos, long tookNanos) {
    if (answers.isMeasured(intendedNanos)) {
      latencies.get(step).record(tookNanos);
    }
  }

  void repeated(Step step, String why, long intendedNanos) {
    if (answers.isMeasured(intendedNanos)) {
      repetitions.merge(step.label() + ": " + why, 1L, Long::sum);
    }
  }

  Steps steps() {
    Map<String, Latencies.Summary> summaries = new LinkedHashMap<>();
    latencies.forEach((step, times) -> summaries.put(step.label(), times.summary()));
    return new Steps(summaries, new TreeMap<>(repetitions));
  }

  /**
   * What they take.
   *
   * @param latencies by step, in their order
   * @param repetitions how often a step's request was sent again, by step and reason
   */
  record Steps(Map<String, Latencies.Summary> latencies, Map<String, Long> repetitions) {}
}
