package dev.drydock.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs a load at one rate after the other. Not thread-safe. */
final class RateRuns {

  private static final double MS_PER_SECOND = 1_000;
  private static final Duration REST = Duration.ofSeconds(5);
  private static final Duration REST_TURN = Duration.ofMillis(20);

  private final Load load;
  private final UsageProbe probe;
  private final double ceiling;
  private final Consumer<String> progress;
  private final RateSearch search = new RateSearch();
  private final List<BenchReport.Run> runs = new ArrayList<>();
  private BenchReport.@Nullable Reads<ReadCost> reads;
  private BenchReport.@Nullable Reads<PollCost> polls;
  private @Nullable Integer highestSustained;
  private @Nullable Boolean isSearchFinished;

  RateRuns(Load load, UsageProbe probe, double ceiling, Consumer<String> progress) {
    this.load = load;
    this.probe = probe;
    this.ceiling = ceiling;
    this.progress = progress;
  }

  /**
   * Runs the rates that are given, once the installation has settled, and then, if that is wanted,
   * reads what the last one has ended, lets idle devices poll, and looks for the highest one.
   */
  void runAll(LoadOptions options, BooleanSupplier stopped) {
    options.settlingPlan().ifPresent(plan -> settle(plan, stopped));
    for (int rate : options.rates()) {
      run(options.plan(rate), stopped);
    }
    options.readPlan().ifPresent(plan -> read(plan, stopped));
    options.pollPlan().ifPresent(plan -> poll(plan, stopped));
    if (options.isSearching()) {
      search(options, stopped);
    }
  }

  List<BenchReport.Run> runs() {
    return List.copyOf(runs);
  }

  /** Returns what came of the reads; null when there were none. */
  BenchReport.@Nullable Reads<ReadCost> reads() {
    return reads;
  }

  /** Returns what came of the polls; null when there were none. */
  BenchReport.@Nullable Reads<PollCost> polls() {
    return polls;
  }

  /** Returns the highest rate found; 0 when none was sustained, null when it was not looked for. */
  @Nullable Integer highestSustained() {
    return highestSustained;
  }

  /** Tells whether the search came to its end; null when there was none. */
  @Nullable Boolean isSearchFinished() {
    return isSearchFinished;
  }

  private void settle(LoadPlan plan, BooleanSupplier stopped) {
    progress.accept(
        "letting it settle at "
            + plan.rate()
            + " requests/s for "
            + plan.measured().toSeconds()
            + " s");
    load.run(plan, probe, stopped);
  }

  private void search(LoadOptions options, BooleanSupplier stopped) {
    long end = System.nanoTime() + options.searchLimit().toNanos();
    OptionalInt next = search.next();
    while (next.isPresent() && System.nanoTime() - end < 0 && !stopped.getAsBoolean()) {
      run(options.searchPlan(next.getAsInt()), stopped);
      next = search.next();
    }
    highestSustained = search.highestSustained();
    isSearchFinished = search.isFinished();
  }

  private void run(LoadPlan plan, BooleanSupplier stopped) {
    progress.accept(
        "putting on "
            + plan.rate()
            + " requests/s for "
            + plan.warmup().plus(plan.measured()).toSeconds()
            + " s");
    RunTally.Outcome outcome = load.run(plan, probe, stopped);
    if (stopped.getAsBoolean()) {
      // cut short: its figures would be those of another load
      return;
    }
    boolean isSustained = outcome.isSustained(plan.rate());
    search.tried(plan.rate(), isSustained);
    runs.add(
        new BenchReport.Run(
            plan.rate(),
            seconds(plan.warmup()),
            seconds(plan.measured()),
            isSustained,
            outcome,
            load.steps(),
            probe.cost(outcome.completed(), ceiling)));
    progress.accept(
        String.format(
            Locale.ROOT,
            "  %.1f complete/s, p99 of POST %.1f ms",
            outcome.completedPerSecond(),
            outcome.answerLatency().p99Ms()));
  }

  private void read(LoadPlan plan, BooleanSupplier stopped) {
    ReadLoad.Outcome outcome = run(load.reads(), "reading operations", plan, stopped);
    if (!stopped.getAsBoolean()) {
      reads = reads(plan, outcome, ReadCost.of(cost(outcome)));
    }
  }

  private void poll(LoadPlan plan, BooleanSupplier stopped) {
    Map<String, Double> busyAtRest = rest(stopped);
    ReadLoad.Outcome outcome = run(load.polls(), "polling", plan, stopped);
    if (!stopped.getAsBoolean()) {
      double perSecond = outcome.found() / seconds(plan.measured());
      polls = reads(plan, outcome, PollCost.of(cost(outcome), busyAtRest, perSecond));
    }
  }

  /** Looks at what everything does when nothing is asked of it. */
  private Map<String, Double> rest(BooleanSupplier stopped) {
    progress.accept("looking at what it does at rest for " + REST.toSeconds() + " s");
    probe.begins();
    long end = System.nanoTime() + REST.toNanos();
    while (System.nanoTime() - end < 0 && !stopped.getAsBoolean()) {
      LockSupport.parkNanos(REST_TURN.toNanos());
    }
    probe.ends();
    return probe.busy();
  }

  private ReadLoad.Outcome run(
      ReadLoad requests, String what, LoadPlan plan, BooleanSupplier stopped) {
    progress.accept(
        what
            + ", "
            + plan.rate()
            + "/s for "
            + plan.warmup().plus(plan.measured()).toSeconds()
            + " s");
    ReadLoad.Outcome outcome = requests.run(plan, probe, stopped);
    progress.accept(
        String.format(Locale.ROOT, "  p99 of %s %.1f ms", what, outcome.latency().p99Ms()));
    return outcome;
  }

  private Usage.Cost cost(ReadLoad.Outcome outcome) {
    return probe.cost(outcome.found(), ceiling);
  }

  private static <C> BenchReport.Reads<C> reads(LoadPlan plan, ReadLoad.Outcome outcome, C cost) {
    return new BenchReport.Reads<>(
        plan.rate(), seconds(plan.warmup()), seconds(plan.measured()), outcome, cost);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / MS_PER_SECOND;
  }
}
