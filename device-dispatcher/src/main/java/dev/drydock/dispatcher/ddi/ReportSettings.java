package dev.drydock.dispatcher.ddi;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What becomes of devices' reports that cannot be made durable at once (ADR 22).
 *
 * @param hold how long a final report waits to be durable before it is answered 429, 1 ms or more:
 *     less than the shortest time after which an agent gives up its call (10 s, the default of the
 *     HTTP client that Hara uses)
 * @param progressWait how long a progress report waits before it is answered 200, 1 ms or more
 * @param retryInterval how often a report that is not durable is written again, 10 ms or more
 * @param memory how much of progress reports, and as much again of final ones, waits in memory, 1
 *     MB or more; beyond that, the oldest are dropped
 * @param maxAge how long a report waits in memory at most, 1 min or more
 */
@ConfigurationProperties("drydock.dispatcher.ddi.reports")
public record ReportSettings(
    @DefaultValue("8s") Duration hold,
    @DefaultValue("2s") Duration progressWait,
    @DefaultValue("200ms") Duration retryInterval,
    @DefaultValue("16MB") DataSize memory,
    @DefaultValue("1h") Duration maxAge) {

  private static final String KEY = "drydock.dispatcher.ddi.reports.";

  /** Checks the values; throws {@link IllegalArgumentException}. */
  public ReportSettings {
    requireAtLeast("hold", hold, Duration.ofMillis(1));
    requireAtLeast("progress-wait", progressWait, Duration.ofMillis(1));
    requireAtLeast("retry-interval", retryInterval, Duration.ofMillis(10));
    requireAtLeast("max-age", maxAge, Duration.ofMinutes(1));
    if (memory.toMegabytes() < 1) {
      throw new IllegalArgumentException(
          "Expected " + KEY + "memory to be 1 MB or more, but it is " + memory);
    }
  }

  private static void requireAtLeast(String key, Duration value, Duration least) {
    if (value.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "Expected " + KEY + key + " to be " + least + " or more, but it is " + value);
    }
  }
}
