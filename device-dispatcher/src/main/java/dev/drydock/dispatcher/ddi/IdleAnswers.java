package dev.drydock.dispatcher.ddi;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers to polls with nothing to do, which are most calls: each is made once. Thread-safe. */
final class IdleAnswers {

  /** Two threads may both fill a place, with equal answers. */
  private final @Nullable Answer[] bySeconds = new Answer[PollingTimes.MAX_SECONDS + 1];

  /**
   * Returns an answer.
   *
   * @param seconds in how many the device is to poll again, 1 to {@value PollingTimes#MAX_SECONDS}
   */
  Answer in(int seconds) {
    Answer known = bySeconds[seconds];
    if (known != null) {
      return known;
    }
    Answer answer = Answer.of(PollDocument.of(seconds, Map.of()));
    bySeconds[seconds] = answer;
    return answer;
  }
}
