package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunTallyTest {

  private static final long FROM = seconds(10);
  private static final long TO = seconds(20);

  private final AnswerTally answers = new AnswerTally(FROM, TO);
  private final RunTally tally = new RunTally(answers);

  @Test
  void shouldCountByStatusWhenAnswered() {
    // when
    answers.answered(FROM, 202, FROM + 1);
    answers.answered(FROM, 409, FROM + 1);
    answers.answered(FROM, 503, FROM + 1);
    answers.answered(FROM, 503, FROM + 1);
    answers.notAnswered(FROM, TO);

    // then
    RunTally.Outcome outcome = tally.outcome();
    assertThat(outcome.requests()).isEqualTo(5);
    assertThat(outcome.accepted()).isEqualTo(1);
    assertThat(outcome.conflicts()).isEqualTo(1);
    assertThat(outcome.errors()).isEqualTo(Map.of("503", 2L, "no answer", 1L));
    assertThat(outcome.errorCount()).isEqualTo(3);
  }

  @Test
  void shouldLeaveOutWarmupWhenRequestWasMeantForIt() {
    // when
    answers.answered(FROM - 1, 202, FROM + 5);
    answers.answered(TO, 202, TO + 5);
    tally.neverEnded(FROM - 1);

    // then
    assertThat(tally.outcome().requests()).isZero();
    assertThat(tally.outcome().lost()).isZero();
  }

  @Test
  void shouldCountWhatEndsInTimeWhenTellingTheRate() {
    // when: one of the warm-up ends in the measured time, one of the measured time after it
    tally.ended(FROM - 1, successful(FROM + 1));
    tally.ended(FROM + 1, successful(FROM + 2));
    tally.ended(TO - 1, successful(TO + 1));

    // then
    RunTally.Outcome outcome = tally.outcome();
    assertThat(outcome.completed()).isEqualTo(2);
    assertThat(outcome.completedPerSecond()).isCloseTo(0.2, within(1e-9));
    assertThat(outcome.successLatency().count()).isEqualTo(2);
  }

  @Test
  void shouldCountWaitingTimeWhenRequestWasNeverSent() {
    // when
    answers.notSent(FROM, FROM + seconds(3));

    // then
    assertThat(tally.outcome().errors()).isEqualTo(Map.of("not sent", 1L));
    assertThat(tally.outcome().answerLatency().maxMs()).isCloseTo(3_000, within(3.0));
  }

  @Test
  void shouldNotCountAsSuccessWhenOperationFailed() {
    // when
    tally.ended(FROM, new FinalStatus("o1", "failed", FROM + 1));

    // then
    assertThat(tally.outcome().completed()).isZero();
    assertThat(tally.outcome().unsuccessful()).isEqualTo(Map.of("failed", 1L));
  }

  @Test
  void shouldBeSustainedWhenCompleteAndSoonAnswered() {
    // given
    for (int i = 0; i < 100; i++) {
      answers.answered(FROM, 202, FROM + TimeUnit.MILLISECONDS.toNanos(240));
      tally.ended(FROM, successful(FROM + seconds(1)));
    }

    // then
    assertThat(tally.outcome().isSustained(10)).isTrue();
    assertThat(tally.outcome().isSustained(11)).isFalse();
  }

  @Test
  void shouldNotBeSustainedWhenOperationIsLost() {
    // given
    answers.answered(FROM, 202, FROM + 1);
    tally.ended(FROM - 1, successful(FROM + 1));
    tally.neverEnded(FROM);

    // then
    assertThat(tally.outcome().lost()).isEqualTo(1);
    assertThat(tally.outcome().isSustained(0)).isFalse();
  }

  @Test
  void shouldNotBeSustainedWhenAnswersAreLate() {
    // given
    answers.answered(FROM, 202, FROM + TimeUnit.MILLISECONDS.toNanos(260));

    // then
    assertThat(tally.outcome().isSustained(0)).isFalse();
  }

  private static FinalStatus successful(long seenNanos) {
    return new FinalStatus("o1", "successful", seenNanos);
  }

  private static long seconds(long count) {
    return TimeUnit.SECONDS.toNanos(count);
  }
}
