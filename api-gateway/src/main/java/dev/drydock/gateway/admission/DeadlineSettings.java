package dev.drydock.gateway.admission;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long an operation may wait when its caller does not say, and what a caller may say.
 *
 * @param delivery how long an operation may take from its admission until the device has been given
 *     the update, when its caller does not say
 * @param start how long an operation may take from the delivery until the device's first report
 * @param progress how long an operation may take from one report to the next
 * @param cancel how long a requested cancel may take until the device has stopped or refused; there
 *     are agents that answer only after their download, which may take as long as {@code start}
 *     lets it
 * @param min the shortest deadline that a caller may ask for, 1 ms or more
 * @param max the longest deadline that a caller may ask for
 */
@ConfigurationProperties("drydock.gateway.deadlines")
public record DeadlineSettings(
    @DefaultValue("PT24H") Duration delivery,
    @DefaultValue("PT1H") Duration start,
    @DefaultValue("PT1H") Duration progress,
    @DefaultValue("PT1H") Duration cancel,
    @DefaultValue("PT1M") Duration min,
    @DefaultValue("P30D") Duration max) {

  /** Checks the values; throws {@link IllegalArgumentException}. */
  public DeadlineSettings {
    if (min.toMillis() < 1 || max.compareTo(min) < 0) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.deadlines.min to be 1 ms or more and no longer than .max, but"
              + " they are "
              + min
              + " and "
              + max);
    }
    requireAllowed("delivery", delivery, min, max);
    requireAllowed("start", start, min, max);
    requireAllowed("progress", progress, min, max);
    requireAllowed("cancel", cancel, min, max);
  }

  /** Tells whether a caller may ask for this deadline. */
  public boolean isAllowed(Duration deadline) {
    return deadline.compareTo(min) >= 0 && deadline.compareTo(max) <= 0;
  }

  private static void requireAllowed(String key, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.deadlines."
              + key
              + " to lie between .min and .max ("
              + min
              + " to "
              + max
              + "), but it is "
              + value);
    }
  }
}
