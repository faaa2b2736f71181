package dev.drydock.projector.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** How far the view is, for metrics and health. Thread-safe. */
public final class ProjectionProgress {

  private static final long NOTHING_YET = Long.MIN_VALUE;

  private final Counter applied;
  private final Counter ignored;
  private final Counter deadLettered;
  private final Counter passedOver;
  private final Counter failedAttempts;
  private final AtomicLong newestMs = new AtomicLong(NOTHING_YET);
  private final AtomicReference<Optional<String>> obstacle =
      new AtomicReference<>(Optional.empty());

  /**
   * @param meters where the figures go
   * @param clock tells the view's age
   */
  public ProjectionProgress(MeterRegistry meters, Clock clock) {
    this.applied = records(meters, "applied");
    this.ignored = records(meters, "ignored");
    this.deadLettered = records(meters, "deadLettered");
    this.passedOver = records(meters, "passedOver");
    this.failedAttempts =
        Counter.builder("drydock.projector.failed.attempts")
            .description("Times that a batch could not be written and was kept to be tried again")
            .register(meters);
    TimeGauge.builder("drydock.projector.view.age", () -> ageMs(clock), TimeUnit.MILLISECONDS)
        .description("Time since the newest record that the view has; NaN before the first")
        .register(meters);
  }

  /**
   * A batch is in the view.
   *
   * @param rows how many rows of the view it changed
   * @param letters how many of its records were given up
   * @param records how many records it had, 1 or more
   * @param newestRecordMs timestamp of the newest, milliseconds since 1970
   */
  void done(int rows, int letters, int records, long newestRecordMs) {
    applied.increment(rows);
    deadLettered.increment(letters);
    ignored.increment(Math.max(0, records - rows - letters));
    newestMs.accumulateAndGet(newestRecordMs, Math::max);
    obstacle.set(Optional.empty());
  }

  /**
   * Records were not looked at, since the view is not where they are; those missing are read once
   * more.
   */
  void passedOver(int records) {
    passedOver.increment(records);
    obstacle.set(Optional.empty());
  }

  /** A batch could not be written; it is kept and tried again. */
  void failed(String reason) {
    failedAttempts.increment();
    obstacle.set(Optional.of(reason));
  }

  /** Returns what keeps the view from going on, if anything does. */
  public Optional<String> obstacle() {
    return obstacle.get();
  }

  private double ageMs(Clock clock) {
    long newest = newestMs.get();
    return newest == NOTHING_YET ? Double.NaN : Math.max(0, clock.millis() - newest);
  }

  private static Counter records(MeterRegistry meters, String outcome) {
    return Counter.builder("drydock.projector.records")
        .description(
            "Consumed records by what became of them; ignored: they changed nothing in the view")
        .tag("outcome", outcome)
        .register(meters);
  }
}
