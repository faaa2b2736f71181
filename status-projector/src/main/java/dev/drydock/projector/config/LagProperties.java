package dev.drydock.projector.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the view counts as behind the log.
 *
 * @param tolerance by how much the view may be behind the log without being reported as behind, 2 s
 *     to 1 h: longer than the view lags under load, and than the interval
 * @param interval how often the lag of the view is measured, 100 ms to 10 s
 */
@ConfigurationProperties("drydock.projector.lag")
record LagProperties(
    @DefaultValue("15s") Duration tolerance, @DefaultValue("1s") Duration interval) {

  private static final String KEY = "drydock.projector.lag.";

  /** Checks the values; throws {@link IllegalArgumentException} naming key, value and rule. */
  LagProperties {
    requireBetween("interval", interval, Duration.ofMillis(100), Duration.ofSeconds(10));
    requireBetween("tolerance", tolerance, Duration.ofSeconds(2), Duration.ofHours(1));
  }

  private static void requireBetween(String name, Duration value, Duration least, Duration most) {
    Required.that(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        KEY + name,
        value,
        "from " + least + " to " + most);
  }
}
