package dev.drydock.dispatcher.config;

import dev.drydock.dispatcher.ddi.DdiSettings;
import dev.drydock.dispatcher.ddi.ForwardSettings;
import dev.drydock.dispatcher.ddi.ReportSettings;
import java.time.Duration;

/**
 * Checks, before the dispatcher starts, that each caller waits longer for an answer than the one
 * who gives it: else a device is told 503 for what is written already.
 */
final class WaitCheck {

  private static final String ACKS = "drydock.dispatcher.acks.";
  private static final String FORWARDING = "drydock.dispatcher.ddi.forwarding.timeout";
  private static final String REPORTS = "drydock.dispatcher.ddi.reports.";
  private static final String ANSWER = "drydock.dispatcher.ddi.answer-timeout";

  /** Checks the waits; throws {@link IllegalArgumentException}. */
  WaitCheck(AckSettings acks, ForwardSettings forwarding, DdiSettings ddi, ReportSettings reports) {
    requireShorter(ACKS + "decision-wait", acks.decisionWait(), FORWARDING, forwarding.timeout());
    requireShorter(
        ACKS + "max-block and .timeout together",
        acks.maxBlock().plus(acks.timeout()),
        FORWARDING,
        forwarding.timeout());
    requireShorter(FORWARDING, forwarding.timeout(), ANSWER, ddi.answerTimeout());
    requireShorter(REPORTS + "hold", reports.hold(), ANSWER, ddi.answerTimeout());
    requireShorter(REPORTS + "progress-wait", reports.progressWait(), ANSWER, ddi.answerTimeout());
  }

  private static void requireShorter(String key, Duration value, String longerKey, Duration bound) {
    if (value.compareTo(bound) >= 0) {
      throw new IllegalArgumentException(
          "Expected "
              + key
              + " to be less than "
              + longerKey
              + " ("
              + bound
              + "), but it is "
              + value);
    }
  }
}
