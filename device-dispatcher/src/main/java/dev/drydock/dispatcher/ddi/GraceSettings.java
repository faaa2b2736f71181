package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.core.Listing;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long updates stay listed after their end.
 *
 * @param afterDeadline how long an update that failed at its deadline stays listed, 0 to 30 d, so
 *     that its agent may still give its final report: only SWUpdate before 2023.12 needs that, and
 *     other agents would install the update when they are restarted
 * @param tenants other values of {@code after-deadline}, by tenant
 * @param toStop how long a device is told to stop an update that was ended by force or whose cancel
 *     deadline has passed, 0 to 30 d
 */
@ConfigurationProperties("drydock.dispatcher.ddi.grace")
public record GraceSettings(
    @DefaultValue("0s") Duration afterDeadline,
    @DefaultValue Map<String, Duration> tenants,
    @DefaultValue("24h") Duration toStop) {

  private static final String KEY = "drydock.dispatcher.ddi.grace.";
  private static final Duration LONGEST = Duration.ofDays(30);

  /** Checks the values; throws {@link IllegalArgumentException}. */
  public GraceSettings {
    tenants = Map.copyOf(tenants);
    requireAllowed("after-deadline", afterDeadline);
    requireAllowed("to-stop", toStop);
    tenants.forEach((tenantId, own) -> requireAllowed("tenants." + tenantId, own));
  }

  /** Returns what holds for a tenant. */
  Listing.Grace of(String tenantId) {
    return new Listing.Grace(tenants.getOrDefault(tenantId, afterDeadline), toStop);
  }

  private static void requireAllowed(String key, Duration value) {
    if (value.isNegative() || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "Expected " + KEY + key + " to be 0 to 30 days, but it is " + value);
    }
  }
}
