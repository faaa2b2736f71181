package dev.drydock.dispatcher.ddi;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How it is noted that devices are there which have nothing to say.
 *
 * @param interval how old the last sight of a device that only polls is at least when the next is
 *     written, 1 min or more
 * @param perSecond how many sights of devices are written a second, 1 or more
 * @param capacity how many sights of devices wait to be written, 1 or more; further ones are
 *     dropped
 */
@ConfigurationProperties("drydock.dispatcher.ddi.sights")
public record SightSettings(
    @DefaultValue("15m") Duration interval,
    @DefaultValue("50") int perSecond,
    @DefaultValue("10000") int capacity) {

  private static final String KEY = "drydock.dispatcher.ddi.sights.";

  /** Docks note a sight a minute at most. */
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  /** Checks the values; throws {@link IllegalArgumentException}. */
  public SightSettings {
    if (interval.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "Expected " + KEY + "interval to be 1 minute or more, but it is " + interval);
    }
    if (perSecond < 1 || capacity < 1) {
      throw new IllegalArgumentException(
          "Expected "
              + KEY
              + "per-second and .capacity to be 1 or more, but they are "
              + perSecond
              + " and "
              + capacity);
    }
  }
}
