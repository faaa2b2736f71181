package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BenchReportTest {

  private static final List<Integer> GIVEN = List.of(100);
  private static final Latencies.Summary SOME = new Latencies.Summary(900, 1, 9, 12);
  private static final Latencies.Summary NONE = new Latencies.Summary(0, 0, 0, 0);
  private static final Usage.Cost COST =
      new Usage.Cost(2.5, Map.of(), List.of(), 1.5, 12_000, 12, 0.24);

  @Test
  void shouldBeFlawlessWhenAllThatWasAcceptedEndedWell() {
    assertThat(report(100, outcome(Map.of(), 0, SOME)).isFlawless(GIVEN)).isTrue();
  }

  @Test
  void shouldNotBeFlawlessWhenSomethingWasLost() {
    assertThat(report(100, outcome(Map.of(), 3, SOME)).isFlawless(GIVEN)).isFalse();
  }

  @Test
  void shouldNotBeFlawlessWhenUpdatesEndedUnsuccessfully() {
    assertThat(report(100, outcome(Map.of("failed", 1L), 0, SOME)).isFlawless(GIVEN)).isFalse();
  }

  @Test
  void shouldNotBeFlawlessWhenNothingWasCompleted() {
    assertThat(report(100, outcome(Map.of(), 0, NONE)).isFlawless(GIVEN)).isFalse();
  }

  @Test
  void shouldBeFlawlessWhenOnlyTheSearchWentTooFar() {
    assertThat(report(2_000, outcome(Map.of(), 3, NONE)).isFlawless(List.of())).isTrue();
  }

  @Test
  void shouldNotBeFlawlessWhenItEndedBeforeAGivenRate() {
    assertThat(report(List.of(), null, null).isFlawless(GIVEN)).isFalse();
  }

  @Test
  void shouldNotBeFlawlessWhenReadsOrPollsFailed() {
    // given
    var failing = new ReadLoad.Outcome(10, 1, 900, Map.of("503", 7L), SOME);
    var reads = new BenchReport.Reads<>(500, 20, 15, failing, ReadCost.of(COST));
    var polls = new BenchReport.Reads<>(500, 20, 15, failing, PollCost.of(COST, Map.of(), 1));

    // then
    assertThat(report(List.of(), reads, null).isFlawless(List.of())).isFalse();
    assertThat(report(List.of(), null, polls).isFlawless(List.of())).isFalse();
    assertThat(report(List.of(), null, null).isFlawless(List.of())).isTrue();
  }

  private static RunTally.Outcome outcome(
      Map<String, Long> unsuccessful, long lost, Latencies.Summary successes) {
    return new RunTally.Outcome(
        1_000, 900, 0, Map.of("503", 100L), unsuccessful, lost, 900, 30, SOME, successes);
  }

  private static BenchReport report(int rate, RunTally.Outcome outcome) {
    return report(
        List.of(new BenchReport.Run(rate, 20, 30, true, outcome, null, COST)), null, null);
  }

  private static BenchReport report(
      List<BenchReport.Run> runs,
      BenchReport.@Nullable Reads<ReadCost> reads,
      BenchReport.@Nullable Reads<PollCost> polls) {
    return new BenchReport(
        "2026-11-23T14:00:00Z",
        "17",
        2,
        "kafka",
        new RawKafka(new RawThroughput(4, 250, 50_000), NONE, NONE),
        runs,
        reads,
        polls,
        null,
        null);
  }
}
