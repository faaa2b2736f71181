package dev.drydock.dispatcher.ddi;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often devices are told to poll.
 *
 * @param interval how often devices are told to poll while no update waits for them, 1 s to 24 h
 * @param waitingInterval how often devices are told to poll while an update waits or is in
 *     progress, 1 s to 24 h
 * @param tenants other values of {@code interval}, by tenant
 * @param jitter by which share an interval is shortened or lengthened at random, 0 to 0.5, so that
 *     devices that were switched on together do not poll together
 */
@ConfigurationProperties("drydock.dispatcher.ddi.polling")
public record PollingSettings(
    @DefaultValue("5m") Duration interval,
    @DefaultValue("30s") Duration waitingInterval,
    @DefaultValue Map<String, Duration> tenants,
    @DefaultValue("0.1") double jitter) {

  private static final String KEY = "drydock.dispatcher.ddi.polling.";
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final double MOST_JITTER = 0.5;

  /** Checks the values; throws {@link IllegalArgumentException}. */
  public PollingSettings {
    tenants = Map.copyOf(tenants);
    requireInterval("interval", interval);
    requireInterval("waiting-interval", waitingInterval);
    tenants.forEach((tenantId, own) -> requireInterval("tenants." + tenantId, own));
    if (!(jitter >= 0 && jitter <= MOST_JITTER)) {
      throw new IllegalArgumentException(
          "Expected " + KEY + "jitter to be 0 to " + MOST_JITTER + ", but it is " + jitter);
    }
  }

  private static void requireInterval(String key, Duration value) {
    if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "Expected " + KEY + key + " to be 1 s to 24 h, but it is " + value);
    }
  }
}
