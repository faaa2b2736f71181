package dev.drydock.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints a report for a person. */
final class ReportText {

  private static final String ROW = "  %-28s";
  private static final double BYTES_PER_MB = 1e6;

  private final PrintWriter out;

  ReportText(PrintWriter out) {
    this.out = out;
  }

  void print(BenchReport report) {
    line(
        "Drydock bench, %s, Java %s, %d processors for everything, devices by %s",
        report.startedAt(), report.java(), report.processors(), report.channel());
    rawKafka(report.rawKafka());
    runs(report.runs());
    BenchReport.Reads<ReadCost> reads = report.reads();
    if (reads != null) {
      reads(reads);
    }
    BenchReport.Reads<PollCost> polls = report.polls();
    if (polls != null) {
      polls(polls);
    }
    Integer highest = report.highestSustained();
    if (highest != null) {
      line(
          "%nHighest rate sustained: %s",
          highest(highest, Boolean.TRUE.equals(report.isSearchFinished())));
    }
    out.flush();
  }

  private static String highest(int rate, boolean isFinished) {
    if (isFinished) {
      return rate == 0 ? "none" : rate + "/s";
    }
    return (rate == 0 ? "none yet" : "at least " + rate + "/s") + " (the search was not finished)";
  }

  private void rawKafka(RawKafka raw) {
    RawThroughput ceiling = raw.ceiling();
    line("%nThis Kafka alone (acks=all, idempotent)");
    line(
        ROW + "%,.0f records/s, %.1f MB/s (values of %d bytes, %d partitions)",
        "produced and consumed",
        ceiling.recordsPerSecond(),
        ceiling.recordsPerSecond() * ceiling.valueBytes() / BYTES_PER_MB,
        ceiling.valueBytes(),
        ceiling.partitions());
    line(ROW + "%s", "one record, there and back", latency(raw.roundTrip()));
    line(
        ROW + "%s (a commit every %d ms)",
        "one exactly-once hop",
        latency(raw.exactlyOnceHop()),
        RoundTrips.COMMIT_INTERVAL.toMillis());
  }

  private void runs(List<BenchReport.Run> runs) {
    for (BenchReport.Run run : runs) {
      RunTally.Outcome outcome = run.outcome();
      line(
          "%nPipeline at %,d requests/s for %.0f s, after %.0f s: %s",
          run.rate(),
          run.measuredSeconds(),
          run.warmupSeconds(),
          run.isSustained() ? "sustained" : "not sustained");
      line(ROW + "%,.1f/s", "complete operations", outcome.completedPerSecond());
      line(ROW + "%s", "POST to answer", latency(outcome.answerLatency()));
      steps(run.steps());
      line(ROW + "%s", "POST to successful", latency(outcome.successLatency()));
      line(
          ROW + "%,d of %,d accepted, %,d conflicts, %,d errors%s, %,d unsuccessful%s, %,d lost",
          "requests",
          outcome.accepted(),
          outcome.requests(),
          outcome.conflicts(),
          outcome.errorCount(),
          details(outcome.errors()),
          outcome.unsuccessful().values().stream().mapToLong(Long::longValue).sum(),
          details(outcome.unsuccessful()),
          outcome.lost());
      cost(run.cost());
    }
  }

  private void steps(StepTally.@Nullable Steps steps) {
    if (steps != null) {
      steps.latencies().forEach((name, times) -> line(ROW + "%s", name, latency(times)));
      line(ROW + "%s", "sent again", steps.repetitions().isEmpty() ? "none" : steps.repetitions());
      line(
          ROW + "%.2f, the first %.0f ms after closed, then every %.0f ms: so exact is its end",
          "GETs per operation",
          steps.getsPerOperation(),
          steps.firstLookMs(),
          steps.firstLookMs() / 2);
    }
  }

  private void cost(Usage.Cost cost) {
    line(
        ROW + "%.2f ms per operation (%s)",
        "CPU",
        cost.cpuMsPerOperation(),
        byProcess(cost.cpuMsByProcess(), "%s %.2f"));
    without(cost.cpuUnknown());
    line(ROW + "%.2f", "processors busy", cost.processorsBusy());
    line(
        ROW + "%,.0f/s, %.1f per operation; %.3f of the raw ceiling",
        "log entries",
        cost.entriesPerSecond(),
        cost.entriesPerOperation(),
        cost.ratio());
  }

  private void without(List<String> cpuUnknown) {
    if (!cpuUnknown.isEmpty()) {
      line(
          ROW + "%s: ended, at least in part, or cannot be read",
          "CPU not known of",
          String.join(", ", cpuUnknown));
    }
  }

  private void reads(BenchReport.Reads<ReadCost> reads) {
    answers("Reads", "operations", "GET to answer", reads);
    ReadCost cost = reads.cost();
    line(
        ROW + "%s per read for gateway, projector and PostgreSQL (%s)",
        "CPU",
        cost.viewCpuMs() == null
            ? "unknown"
            : String.format(Locale.ROOT, "%.2f ms", cost.viewCpuMs()),
        byProcess(cost.cpuMsByProcess(), "%s %.2f"));
    without(cost.cpuUnknown());
  }

  private void polls(BenchReport.Reads<PollCost> polls) {
    answers("Idle polls", "devices", "poll to answer", polls);
    PollCost cost = polls.cost();
    line(
        ROW + "%s per poll for the dispatcher, %s without what it does at rest (%s)",
        "CPU",
        fine(cost.dispatcherCpuMs()),
        fine(cost.dispatcherCpuMsAboveRest()),
        byProcess(cost.cpuMsByProcess(), "%s %.3f"));
    without(cost.cpuUnknown());
    if (cost.pollsPerCore() != null) {
      line(
          ROW + "%,.0f/s, %s without what it does at rest",
          "polls per core alone",
          cost.pollsPerCore(),
          cost.pollsPerCoreAboveRest() == null
              ? "unknown"
              : String.format(Locale.ROOT, "%,.0f/s", cost.pollsPerCoreAboveRest()));
    }
  }

  private void answers(String what, String of, String latency, BenchReport.Reads<?> reads) {
    ReadLoad.Outcome outcome = reads.outcome();
    line(
        "%n%s at %,d/s for %.0f s, after %.0f s, of %,d %s in turn, over %,d kept connections",
        what,
        reads.rate(),
        reads.measuredSeconds(),
        reads.warmupSeconds(),
        outcome.operations(),
        of,
        outcome.connections());
    line(ROW + "%s", latency, latency(outcome.latency()));
    line(
        ROW + "%,d of %,d answered 200, %,d errors%s",
        "requests",
        outcome.found(),
        outcome.latency().count(),
        outcome.errorCount(),
        details(outcome.errors()));
  }

  private static String fine(@Nullable Double ms) {
    return ms == null ? "unknown" : String.format(Locale.ROOT, "%.3f ms", ms);
  }

  private static String byProcess(Map<String, Double> cpuMs, String format) {
    return String.join(
        ", ",
        cpuMs.entrySet().stream()
            .map(e -> String.format(Locale.ROOT, format, e.getKey(), e.getValue()))
            .toList());
  }

  private static String latency(Latencies.Summary latency) {
    return latency.count() == 0
        ? "none"
        : String.format(
            Locale.ROOT,
            "p50 %.1f ms, p99 %.1f ms, max %.1f ms (n = %,d)",
            latency.p50Ms(),
            latency.p99Ms(),
            latency.maxMs(),
            latency.count());
  }

  private static String details(Map<String, Long> counts) {
    return counts.isEmpty() ? "" : " " + counts;
  }

  private void line(String format, Object... arguments) {
    out.printf(Locale.ROOT, format + "%n", arguments);
  }
}
