package dev.drydock.bench;

import dev.drydock.simulator.DeviceSelection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what load is put on; a mixin. */
final class LoadOptions {

  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Duration SEARCH_WARMUP = Duration.ofSeconds(5);
  private static final Duration SEARCH_MEASURED = Duration.ofSeconds(15);
  private static final Duration CEILING_WARMUP = Duration.ofSeconds(5);
  private static final int ROUND_TRIPS = 1_000;

  /** A device gets its next update after this time or more, if all is well. */
  private static final int SECONDS_BETWEEN_UPDATES = 10;

  private static final int LEAST_DEVICES = 2_000;
  private static final int LIKELY_HIGHEST_RATE = 2_000;
  private static final int MOST_CONNECTIONS = 10_000;

  /** Low enough for JVMs that have just started to keep up. */
  private static final int MOST_TO_SETTLE = 400;

  @Option(
      names = "--rate",
      paramLabel = "R",
      split = ",",
      defaultValue = "100,1000",
      description = "Requests per second, one run for each (default: ${DEFAULT-VALUE}).")
  private List<Integer> rates = List.of();

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How long each run is measured (default: ${DEFAULT-VALUE}).")
  private Duration duration = Duration.ZERO;

  @Option(
      names = "--settle",
      paramLabel = "TIME",
      defaultValue = "2m",
      description = {
        "How long a load of at most 400 requests per second goes before the first run: so long do",
        "the JIT compilers of six JVMs keep two processors busy",
        "(default: ${DEFAULT-VALUE}, 0 for an installation that has worked for a while)."
      })
  private Duration settle = Duration.ZERO;

  @Option(
      names = "--warmup",
      paramLabel = "TIME",
      defaultValue = "20s",
      description =
          "How long the load lasts before each measured time (default: ${DEFAULT-VALUE}).")
  private Duration warmup = Duration.ZERO;

  @Option(
      names = "--reads",
      paramLabel = "R",
      defaultValue = "0",
      description = {
        "Then, with the devices quiet, reads operations of the last run, one by one, so often per",
        "second and for as long (default: ${DEFAULT-VALUE}, not at all)."
      })
  private int reads;

  @Option(
      names = "--polls",
      paramLabel = "R",
      defaultValue = "0",
      description = {
        "With DDI: then lets idle devices ask what there is to do, so often per second all together",
        "and for as long, over a few kept connections",
        "(default: ${DEFAULT-VALUE}, not at all)."
      })
  private int polls;

  @Option(
      names = "--find-max",
      description = {
        "Then looks for the highest rate that is sustained: POST answered within 250 ms (p99),",
        "99%% completed, nothing lost."
      })
  private boolean findMax;

  @Option(
      names = "--find-max-limit",
      paramLabel = "TIME",
      defaultValue = "5m",
      description = "How long that may take (default: ${DEFAULT-VALUE}).")
  private Duration findMaxLimit = Duration.ZERO;

  @Option(
      names = "--devices",
      paramLabel = "N",
      description = {
        "How many devices take the updates in turn",
        "(default: ten for each request per second, at least 2,000, with --find-max 20,000)."
      })
  private @Nullable Integer devices;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "256",
      description = {
        "HTTP connections, with DDI so many to each server; a request that finds none free waits,",
        "and its latency counts on",
        "(default: ${DEFAULT-VALUE}, enough for 1,000 requests per second at 250 ms)."
      })
  private int connections;

  @Option(
      names = "--ceiling-duration",
      paramLabel = "TIME",
      defaultValue = "8s",
      description = "How long the raw ceiling is measured (default: ${DEFAULT-VALUE}).")
  private Duration ceilingDuration = Duration.ZERO;

  /** Checks the options; throws {@link IllegalArgumentException}. */
  void check() {
    rates.forEach(this::plan);
    settlingPlan();
    requireBetween("--devices", deviceCount(), 1, Integer.MAX_VALUE);
    requireBetween("--reads", reads, 0, Integer.MAX_VALUE);
    requireBetween("--polls", polls, 0, Integer.MAX_VALUE);
    requireBetween("--connections", connections, 1, MOST_CONNECTIONS);
    if (ceilingDuration.isNegative() || ceilingDuration.isZero()) {
      throw new IllegalArgumentException(
          "Expected --ceiling-duration to be more than 0, but it is " + ceilingDuration);
    }
  }

  List<Integer> rates() {
    return rates;
  }

  /** Returns the load before all runs; empty when none is wanted. */
  Optional<LoadPlan> settlingPlan() {
    int highest = rates.stream().mapToInt(Integer::intValue).max().orElse(MOST_TO_SETTLE);
    return settle.isZero()
        ? Optional.empty()
        : Optional.of(
            new LoadPlan(Math.min(highest, MOST_TO_SETTLE), Duration.ZERO, settle, GRACE));
  }

  LoadPlan plan(int rate) {
    return new LoadPlan(rate, warmup, duration, GRACE);
  }

  /** Returns the reads that follow the runs; empty when none are wanted. */
  Optional<LoadPlan> readPlan() {
    return reads == 0 ? Optional.empty() : Optional.of(plan(reads));
  }

  /** Returns the polls that follow them; empty when none are wanted. */
  Optional<LoadPlan> pollPlan() {
    return polls == 0 ? Optional.empty() : Optional.of(plan(polls));
  }

  /** Returns a run of the search: shorter, for there are many. */
  LoadPlan searchPlan(int rate) {
    return new LoadPlan(
        rate, shorter(warmup, SEARCH_WARMUP), shorter(duration, SEARCH_MEASURED), GRACE);
  }

  boolean isSearching() {
    return findMax;
  }

  Duration searchLimit() {
    return findMaxLimit;
  }

  int deviceCount() {
    if (devices != null) {
      return devices;
    }
    int highest = rates.stream().mapToInt(Integer::intValue).max().orElse(0);
    int expected = findMax ? Math.max(highest, LIKELY_HIGHEST_RATE) : highest;
    return Math.max(LEAST_DEVICES, SECONDS_BETWEEN_UPDATES * expected);
  }

  int connections() {
    return connections;
  }

  RawKafka.Effort rawEffort(int partitions) {
    return new RawKafka.Effort(
        partitions, shorter(ceilingDuration, CEILING_WARMUP), ceilingDuration, ROUND_TRIPS);
  }

  /** Returns the ids of so many devices. */
  List<String> deviceIds(String idPrefix) {
    return IntStream.rangeClosed(1, deviceCount())
        .mapToObj(i -> DeviceSelection.id(idPrefix, i))
        .toList();
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static void requireBetween(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "Expected " + option + " to be " + least + " to " + most + ", but it is " + value);
    }
  }
}
