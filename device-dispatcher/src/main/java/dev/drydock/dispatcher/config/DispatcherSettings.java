package dev.drydock.dispatcher.config;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set of the dispatcher besides where the log is; {@code application.yml} hands it to
 * Kafka Streams.
 *
 * @param stateDir directory of the docks' stores; what it holds is restored from the log when lost
 * @param threads number of stream threads, 1 or more
 * @param commitIntervalMs milliseconds between two transactions, 1 or more: the latency floor of
 *     this hop
 */
@ConfigurationProperties("drydock.dispatcher")
record DispatcherSettings(
    @DefaultValue("/var/lib/drydock/device-dispatcher") Path stateDir,
    @DefaultValue("1") int threads,
    @DefaultValue("5") long commitIntervalMs) {

  /** Checks the values; throws {@link IllegalArgumentException}. */
  DispatcherSettings {
    requirePositive("threads", threads);
    requirePositive("commit-interval-ms", commitIntervalMs);
  }

  private static void requirePositive(String key, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "Expected drydock.dispatcher." + key + " to be 1 or more, but it is " + value);
    }
  }
}
