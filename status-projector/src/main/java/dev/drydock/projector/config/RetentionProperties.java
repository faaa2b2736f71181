package dev.drydock.projector.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the view keeps what is over.
 *
 * @param period how long an operation can be read after its end, and a rejected request after its
 *     rejection; 24 h or more, the contract with callers
 * @param interval how often what is older is deleted, 1 s to 1 d
 */
@ConfigurationProperties("drydock.projector.retention")
record RetentionProperties(
    @DefaultValue("30d") Duration period, @DefaultValue("1m") Duration interval) {

  private static final String KEY = "drydock.projector.retention.";
  private static final Duration SHORTEST = Duration.ofHours(24);

  /** Checks the values; throws {@link IllegalArgumentException} naming key, value and rule. */
  RetentionProperties {
    Required.that(period.compareTo(SHORTEST) >= 0, KEY + "period", period, SHORTEST + " or more");
    Required.that(
        interval.compareTo(Duration.ofSeconds(1)) >= 0
            && interval.compareTo(Duration.ofDays(1)) <= 0,
        KEY + "interval",
        interval,
        "from PT1S to PT24H");
  }
}
