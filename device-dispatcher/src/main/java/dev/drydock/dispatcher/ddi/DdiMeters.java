package dev.drydock.dispatcher.ddi;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts what devices ask and are answered. Thread-safe. */
public final class DdiMeters {

  private static final String NO_CALL = "none";
  private static final int STATUSES = 1_000;

  private final MeterRegistry registry;
  private final Map<Call, Counter> shed = new EnumMap<>(Call.class);
  private final Map<Call, Counter> forwarded = new EnumMap<>(Call.class);
  private final Counter merged;
  private final Counter lost;
  private final Counter forgotten;
  private final Counter notServed;
  private final Timer fetches;

  /** By call and status. Two threads may both fill a place, with the same counter. */
  private final @Nullable Counter[][] answers = new Counter[Call.values().length + 1][STATUSES];

  /** Registers the meters. */
  public DdiMeters(MeterRegistry registry) {
    this.registry = registry;
    for (Call call : Call.values()) {
      shed.put(
          call,
          counter(
              "drydock.ddi.shed",
              "Requests that were refused with 429 because of the load.",
              call));
      forwarded.put(
          call,
          counter("drydock.ddi.forwarded", "Calls that were passed on to another instance.", call));
    }
    this.merged =
        Counter.builder("drydock.ddi.reports.merged")
            .description("Progress reports that were answered and not written.")
            .register(registry);
    this.lost =
        Counter.builder("drydock.ddi.reports.lost")
            .description("Final reports that were refused and could not be written later.")
            .register(registry);
    this.forgotten =
        Counter.builder("drydock.ddi.forgotten")
            .description(
                "Reports of updates that docks do not keep any more: answered, not written.")
            .register(registry);
    this.notServed =
        Counter.builder("drydock.ddi.not.served")
            .description("Fetches of updates whose artifacts this dispatcher is not set to serve.")
            .register(registry);
    this.fetches =
        Timer.builder("drydock.ddi.fetch.decisions")
            .description("From a fetch to its dock's decision.")
            .register(registry);
  }

  /**
   * Counts an answer.
   *
   * @param call to what, or null when the request was none
   */
  void answered(@Nullable Call call, int status) {
    int row = call == null ? Call.values().length : call.ordinal();
    Counter counter = answers[row][status];
    if (counter == null) {
      counter = counter(call == null ? NO_CALL : name(call), status);
      answers[row][status] = counter;
    }
    counter.increment();
  }

  void shed(Call call) {
    shed.get(call).increment();
  }

  void forwarded(Call call) {
    forwarded.get(call).increment();
  }

  /** Counts progress reports that were merged into newer ones, or dropped. */
  Runnable merged() {
    return merged::increment;
  }

  /** Counts final reports that were answered 429 and dropped. */
  Runnable lost() {
    return lost::increment;
  }

  /** Measures how many reports are not durable yet. */
  void pending(Supplier<Number> progress, Supplier<Number> finals) {
    gauge("progress", progress);
    gauge("final", finals);
  }

  private void gauge(String kind, Supplier<Number> count) {
    Gauge.builder("drydock.ddi.reports.pending", count)
        .description("Reports that are kept until they are written.")
        .tag("kind", kind)
        .register(registry);
  }

  /** Counts a report of an update that is so old that the dock does not know it any more. */
  void forgotten() {
    forgotten.increment();
  }

  /** Counts an update that was held back. */
  void notServed() {
    notServed.increment();
  }

  /** Times a decision until it is there; one that fails does not count. */
  CompletableFuture<Boolean> timed(CompletableFuture<Boolean> decision) {
    long begun = System.nanoTime();
    return decision.thenApply(
        may -> {
          fetches.record(Duration.ofNanos(System.nanoTime() - begun));
          return may;
        });
  }

  private Counter counter(String name, String description, Call call) {
    return Counter.builder(name)
        .description(description)
        .tag("call", name(call))
        .register(registry);
  }

  private Counter counter(String call, int status) {
    return Counter.builder("drydock.ddi.calls")
        .description("Calls of devices that were answered.")
        .tag("call", call)
        .tag("status", Integer.toString(status))
        .register(registry);
  }

  private static String name(Call call) {
    return call.name().toLowerCase(Locale.ROOT);
  }
}
