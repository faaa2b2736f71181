package dev.drydock.dispatcher.config;

import dev.drydock.dispatcher.stream.DockShards;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the docks decide.
 *
 * @param idempotencyRetention how long a caller may repeat an admitted request under its {@code
 *     Idempotency-Key}, 24 h to 30 d: callers are promised a day, and an operation can be read for
 *     30 days after its end
 * @param firstDeploymentNumber the lowest number that an update of a device gets, 11 to
 *     1,000,000,000
 * @param advertisedAddress where the other dispatchers reach this one, {@code host:port}
 * @param attributesAfterSuccess whether a device is asked for its attributes after each update that
 *     succeeded
 */
@ConfigurationProperties("drydock.dispatcher")
record DispatcherSettings(
    @DefaultValue("48h") Duration idempotencyRetention,
    @DefaultValue("1001") int firstDeploymentNumber,
    @DefaultValue("127.0.0.1:8081") String advertisedAddress,
    @DefaultValue("false") boolean attributesAfterSuccess) {

  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._-]+:[0-9]{1,5}");
  private static final Duration SHORTEST_RETENTION = Duration.ofHours(24);
  private static final Duration LONGEST_RETENTION = Duration.ofDays(30);

  /** Checks the values; throws {@link IllegalArgumentException}. */
  DispatcherSettings {
    requireAddress(advertisedAddress);
    if (firstDeploymentNumber < DockShards.MIN_FIRST_NUMBER
        || firstDeploymentNumber > DockShards.MAX_FIRST_NUMBER) {
      throw new IllegalArgumentException(
          "Expected drydock.dispatcher.first-deployment-number to be "
              + DockShards.MIN_FIRST_NUMBER
              + " to "
              + DockShards.MAX_FIRST_NUMBER
              + ", but it is "
              + firstDeploymentNumber);
    }
    if (idempotencyRetention.compareTo(SHORTEST_RETENTION) < 0
        || idempotencyRetention.compareTo(LONGEST_RETENTION) > 0) {
      throw new IllegalArgumentException(
          "Expected drydock.dispatcher.idempotency-retention to be "
              + SHORTEST_RETENTION
              + " to "
              + LONGEST_RETENTION
              + ", but it is "
              + idempotencyRetention);
    }
  }

  private static void requireAddress(String address) {
    if (!ADDRESS.matcher(address).matches()) {
      throw new IllegalArgumentException(
          "Expected drydock.dispatcher.advertised-address to be host:port, but it is \""
              + address
              + '"');
    }
  }
}
