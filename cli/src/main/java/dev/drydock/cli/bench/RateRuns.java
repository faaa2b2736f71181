package dev.drydock.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs a load at one rate after the other. Not thread-safe. */
final class RateRuns {

  private static final double MS_PER_SECOND = 1_000;

  private final LoadGenerator load;
  private final UsageProbe probe;
  private final double ceiling;
  private final Consumer<String> progress;
  private final RateSearch search = new RateSearch();
  private final List<BenchReport.Run> runs = new ArrayList<>();
  private @Nullable Integer highestSustained;

  RateRuns(LoadGenerator load, UsageProbe probe, double ceiling, Consumer<String> progress) {
    this.load = load;
    this.probe = probe;
    this.ceiling = ceiling;
    this.progress = progress;
  }

  /** Runs the rates that are given and then, if that is wanted, looks for the highest one. */
  void runAll(LoadOptions options, BooleanSupplier stopped) {
    for (int rate : options.rates()) {
      run(options.plan(rate), stopped);
    }
    if (options.isSearching()) {
      search(options, stopped);
    }
  }

  List<BenchReport.Run> runs() {
    return List.copyOf(runs);
  }

  /** Returns the highest rate found; 0 when none was sustained, null when it was not looked for. */
  @Nullable Integer highestSustained() {
    return highestSustained;
  }

  private void search(LoadOptions options, BooleanSupplier stopped) {
    long end = System.nanoTime() + options.searchLimit().toNanos();
    OptionalInt next = search.next();
    while (next.isPresent() && System.nanoTime() - end < 0 && !stopped.getAsBoolean()) {
      run(options.searchPlan(next.getAsInt()), stopped);
      next = search.next();
    }
    highestSustained = search.highestSustained();
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
            plan.warmup().toMillis() / MS_PER_SECOND,
            plan.measured().toMillis() / MS_PER_SECOND,
            isSustained,
            outcome,
            probe.cost(outcome.completed(), ceiling)));
    progress.accept(
        String.format(
            Locale.ROOT,
            "  %.1f complete/s, p99 of POST %.1f ms",
            outcome.completedPerSecond(),
            outcome.answerLatency().p99Ms()));
  }
}
