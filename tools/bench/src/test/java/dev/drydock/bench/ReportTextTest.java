package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportTextTest {

  private static final Latencies.Summary SOME = new Latencies.Summary(1_000, 1.25, 9.5, 12);
  private static final Latencies.Summary NONE = new Latencies.Summary(0, 0, 0, 0);

  @Test
  void shouldSayEverythingWhenRatesWereTried() {
    // when
    String text = text(report(1_500));

    // then
    assertThat(text)
        .contains("2 processors for everything, devices by ddi")
        .contains("produced and consumed       50,000 records/s, 12.5 MB/s")
        .contains("p50 1.3 ms, p99 9.5 ms, max 12.0 ms (n = 1,000)")
        .contains("Pipeline at 1,000 requests/s for 30 s, after 20 s: not sustained")
        .contains("990 of 1,000 accepted, 2 conflicts, 8 errors {503=8}, 0 unsuccessful, 3 lost")
        .contains("POST to successful          none")
        .contains("2.50 ms per operation (broker 0.50, gateway 2.00)")
        .contains("12,000/s, 12.0 per operation; 0.240 of the raw ceiling")
        .contains("Highest rate sustained: 1500/s");
  }

  @Test
  void shouldNotSpeakOfHighestRateWhenItWasNotLookedFor() {
    assertThat(text(report(null))).doesNotContain("Highest");
    assertThat(text(report(0))).contains("Highest rate sustained: none");
  }

  @Test
  void shouldSayAtLeastWhenTheSearchWasNotFinished() {
    assertThat(text(unfinished(1_500)))
        .contains("Highest rate sustained: at least 1500/s (the search was not finished)");
    assertThat(text(unfinished(0)))
        .contains("Highest rate sustained: none yet (the search was not finished)");
  }

  @Test
  void shouldSayWhatAReadCostsWhenThereWereReads() {
    assertThat(text(report(null, reads(0.875))))
        .contains(
            "Reads at 500/s for 15 s, after 20 s, of 3,000 operations in turn, over 4 kept connections")
        .contains("GET to answer               p50 1.3 ms, p99 9.5 ms, max 12.0 ms (n = 1,000)")
        .contains("993 of 1,000 answered 200, 7 errors {503=7}")
        .contains("0.88 ms per read for gateway, projector and PostgreSQL (postgres 0.13)");
    assertThat(text(report(null, reads(null)))).contains("unknown per read for gateway");
    assertThat(text(report(null))).doesNotContain("Reads");
  }

  @Test
  void shouldSayWhatStepsTookWhenDevicesAreSeen() {
    // given
    var steps =
        new StepTally.Steps(
            Map.of("GET deploymentBase", SOME), Map.of("poll: nothing listed", 4L), 1.2, 180);

    // then
    assertThat(text(report(null, null, steps, null)))
        .contains("GET deploymentBase          p50 1.3 ms, p99 9.5 ms, max 12.0 ms (n = 1,000)")
        .contains("sent again                  {poll: nothing listed=4}")
        .contains(
            "GETs per operation          1.20, the first 180 ms after closed, then every 90 ms");
    assertThat(text(report(null))).doesNotContain("sent again");
  }

  @Test
  void shouldSayHowManyPollsACoreAnswersWhenDevicesHavePolled() {
    // given
    var outcome = new ReadLoad.Outcome(2_000, 12, 991, Map.of("503", 9L), SOME);
    var cost = PollCost.of(pollCpu(), Map.of("device-dispatcher", 0.05), 2_000);
    var polls = new BenchReport.Reads<>(3_000, 20, 30, outcome, cost);

    // then
    assertThat(text(report(null, null, null, polls)))
        .contains(
            "Idle polls at 3,000/s for 30 s, after 20 s, of 2,000 devices in turn, over 12 kept connections")
        .contains("991 of 1,000 answered 200, 9 errors {503=9}")
        .contains(
            "0.125 ms per poll for the dispatcher, 0.100 ms without what it does at rest"
                + " (device-dispatcher 0.125)")
        .contains("polls per core alone        8,000/s, 10,000/s without what it does at rest");
  }

  @Test
  void shouldSayWhatIsNotKnownWhenAProcessHasEnded() {
    // given
    var unknown = new ReadCost(null, Map.of("postgres", 0.125), List.of("api-gateway"));
    var outcome = new ReadLoad.Outcome(3_000, 4, 993, Map.of("503", 7L), SOME);
    var reads = new BenchReport.Reads<>(500, 20, 15, outcome, unknown);

    // then
    assertThat(text(report(null, reads)))
        .contains("unknown per read for gateway, projector and PostgreSQL (postgres 0.13)")
        .contains("CPU not known of            api-gateway: ended, at least in part");
    assertThat(text(report(null, reads(0.875)))).doesNotContain("not known");
  }

  @Test
  void shouldGiveTheSameFiguresWhenWrittenAsJson() {
    // when
    JsonNode json = new ObjectMapper().valueToTree(report(null, reads(0.875)));

    // then
    JsonNode run = json.at("/runs/0");
    assertThat(run.at("/outcome/answerLatency/p99Ms").doubleValue()).isEqualTo(9.5);
    assertThat(run.at("/outcome/errors/503").longValue()).isEqualTo(8);
    assertThat(run.at("/cost/ratio").doubleValue()).isEqualTo(0.24);
    assertThat(json.at("/rawKafka/ceiling/recordsPerSecond").doubleValue()).isEqualTo(50_000);
    assertThat(json.at("/reads/outcome/errors/503").longValue()).isEqualTo(7);
    assertThat(json.at("/reads/outcome/latency/p50Ms").doubleValue()).isEqualTo(1.25);
    assertThat(json.at("/reads/cost/viewCpuMs").doubleValue()).isEqualTo(0.875);
    assertThat(json.at("/reads/cost/cpuMsByProcess/postgres").doubleValue()).isEqualTo(0.125);
    assertThat(json.at("/channel").textValue()).isEqualTo("ddi");
    assertThat(json.at("/highestSustained").isNull()).isTrue();
    assertThat(json.at("/isSearchFinished").isNull()).isTrue();
  }

  private static String text(BenchReport report) {
    var text = new StringWriter();
    new ReportText(new PrintWriter(text)).print(report);
    return text.toString();
  }

  private static BenchReport.Reads<ReadCost> reads(@Nullable Double viewCpuMs) {
    return new BenchReport.Reads<>(
        500,
        20,
        15,
        new ReadLoad.Outcome(3_000, 4, 993, Map.of("503", 7L), SOME),
        new ReadCost(viewCpuMs, Map.of("postgres", 0.125), List.of()));
  }

  private static Usage.Cost pollCpu() {
    return new Usage.Cost(0.125, Map.of("device-dispatcher", 0.125), List.of(), 1, 0, 0, 0);
  }

  private static BenchReport report(@Nullable Integer highest) {
    return report(highest, null);
  }

  private static BenchReport report(
      @Nullable Integer highest, BenchReport.@Nullable Reads<ReadCost> reads) {
    return report(highest, reads, null, null);
  }

  private static BenchReport report(
      @Nullable Integer highest,
      BenchReport.@Nullable Reads<ReadCost> reads,
      StepTally.@Nullable Steps steps,
      BenchReport.@Nullable Reads<PollCost> polls) {
    var outcome =
        new RunTally.Outcome(1_000, 990, 2, Map.of("503", 8L), Map.of(), 3, 900, 30, SOME, NONE);
    var cost =
        new Usage.Cost(
            2.5,
            new TreeMap<>(Map.of("broker", 0.5, "gateway", 2.0)),
            List.of(),
            1.5,
            12_000,
            12,
            0.24);
    return new BenchReport(
        "2026-11-23T14:00:00Z",
        "17",
        2,
        "ddi",
        new RawKafka(new RawThroughput(4, 250, 50_000), SOME, SOME),
        List.of(new BenchReport.Run(1_000, 20, 30, false, outcome, steps, cost)),
        reads,
        polls,
        highest,
        highest == null ? null : true);
  }

  private static BenchReport unfinished(int highest) {
    BenchReport all = report(highest);
    return new BenchReport(
        all.startedAt(),
        all.java(),
        all.processors(),
        all.channel(),
        all.rawKafka(),
        all.runs(),
        null,
        null,
        highest,
        false);
  }
}
