package dev.drydock.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one bench found out.
 *
 * @param startedAt ISO 8601
 * @param java version of the JVM
 * @param processors how many there are for everything together
 * @param channel how the devices are reached, "kafka" or "ddi"
 * @param rawKafka what the same Kafka does alone
 * @param runs one for each rate that was tried
 * @param reads the reads after the runs; null when there were none
 * @param polls the polls after the reads; null when there were none
 * @param highestSustained requests per second; 0 when none was sustained, null when it was not
 *     looked for
 * @param isSearchFinished whether a higher rate is known not to be sustained; false when the time
 *     for the search was over before, null when there was none
 */
record BenchReport(
    String startedAt,
    String java,
    int processors,
    String channel,
    RawKafka rawKafka,
    List<Run> runs,
    @Nullable Reads<ReadCost> reads,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Reads<PollCost> polls,
    @Nullable Integer highestSustained,
    @Nullable Boolean isSearchFinished) {

  /**
   * Tells whether at each given rate something was done and all that was accepted ended well, and
   * all reads and polls were answered 200. At other rates it was only looked what can be sustained.
   */
  boolean isFlawless(List<Integer> rates) {
    return runs.stream().map(Run::rate).toList().containsAll(rates)
        && runs.stream()
            .filter(run -> rates.contains(run.rate()))
            .allMatch(run -> run.outcome().isFlawless())
        && errorCount(reads) == 0
        && errorCount(polls) == 0;
  }

  private static long errorCount(@Nullable Reads<?> reads) {
    return reads == null ? 0 : reads.outcome().errorCount();
  }

  /**
   * One rate.
   *
   * @param rate requests per second that were meant to be sent
   * @param warmupSeconds before the measured time, at the same rate
   * @param measuredSeconds the measured time
   * @param isSustained whether the rate was held
   * @param outcome what came of the requests
   * @param steps what the requests after the POST took; null where no devices are seen
   * @param cost what the operations cost
   */
  record Run(
      int rate,
      double warmupSeconds,
      double measuredSeconds,
      boolean isSustained,
      RunTally.Outcome outcome,
      @JsonInclude(JsonInclude.Include.NON_NULL) StepTally.@Nullable Steps steps,
      Usage.Cost cost) {}

  /**
   * Reads of single operations with the devices quiet, or polls of idle devices.
   *
   * @param rate how many per second were meant to be sent
   * @param warmupSeconds before the measured time, at the same rate
   * @param measuredSeconds the measured time
   * @param outcome what came of them; the operations of polls are the devices
   * @param cost what one that was answered 200 costs
   */
  record Reads<C>(
      int rate, double warmupSeconds, double measuredSeconds, ReadLoad.Outcome outcome, C cost) {}
}
