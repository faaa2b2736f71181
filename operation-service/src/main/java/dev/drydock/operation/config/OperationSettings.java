package dev.drydock.operation.config;

import dev.drydock.operation.stream.TimerSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this service keeps its operations.
 *
 * @param tickInterval time between two looks at a shard's timers, 10 ms or more
 * @param tickBudget how long a look at a shard's timers may take before the rest waits for the
 *     next, 1 ms or more: what came in from the log waits meanwhile
 * @param batchSize how many timers of a shard are handled at one look, 1 or more
 * @param parkGrace how long an ack waits for the admission of its operation, 1 s or more
 * @param keepEnded how long an operation is remembered after its end, 1 h or more; by default as
 *     long as the input topics keep what could be said of it
 * @param statusRetention how long an operation's status stays on the log, and so in the view, after
 *     its end: 24 h or more, and not shorter than {@code keep-ended}
 * @param outageAfter how late a look at a passed deadline is for the deadline to have passed in an
 *     outage of the installation, 1 s or more
 * @param outageGrace how long a device has to report after a deadline that passed in an outage,
 *     before the operation fails; 0 for no time
 */
@ConfigurationProperties("drydock.operation")
record OperationSettings(
    @DefaultValue("25ms") Duration tickInterval,
    @DefaultValue("4ms") Duration tickBudget,
    @DefaultValue("500") int batchSize,
    @DefaultValue("60s") Duration parkGrace,
    @DefaultValue("30d") Duration keepEnded,
    @DefaultValue("30d") Duration statusRetention,
    @DefaultValue("1m") Duration outageAfter,
    @DefaultValue("15m") Duration outageGrace) {

  /** Checks the values; throws {@link IllegalArgumentException}. */
  OperationSettings {
    atLeast(Duration.ofMillis(10), tickInterval, "tick-interval");
    atLeast(Duration.ofMillis(1), tickBudget, "tick-budget");
    atLeast(1, batchSize, "batch-size");
    atLeast(Duration.ofSeconds(1), parkGrace, "park-grace");
    atLeast(Duration.ofHours(1), keepEnded, "keep-ended");
    atLeast(Duration.ofHours(24), statusRetention, "status-retention");
    atLeast(keepEnded, statusRetention, "status-retention");
    atLeast(Duration.ofSeconds(1), outageAfter, "outage-after");
    atLeast(Duration.ZERO, outageGrace, "outage-grace");
  }

  TimerSettings timers() {
    return new TimerSettings(
        tickInterval,
        tickBudget,
        batchSize,
        parkGrace,
        keepEnded,
        statusRetention,
        outageAfter,
        outageGrace);
  }

  private static void atLeast(long least, long value, String key) {
    if (value < least) {
      throw tooSmall(key, least, value);
    }
  }

  private static void atLeast(Duration least, Duration value, String key) {
    if (value.compareTo(least) < 0) {
      throw tooSmall(key, least, value);
    }
  }

  private static IllegalArgumentException tooSmall(String key, Object least, Object value) {
    return new IllegalArgumentException(
        "Expected drydock.operation." + key + " to be at least " + least + ", but it is " + value);
  }
}
