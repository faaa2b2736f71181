package dev.drydock.stream.config;

import dev.drydock.stream.StartAt;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a stream service runs.
 *
 * @param stateDir directory of the stores, in which each service has one of its own; what it holds
 *     is restored from the log when it is lost
 * @param threads number of stream threads, 1 or more: as many commits are waited for at the same
 *     time
 * @param commitIntervalMs milliseconds between two transactions, 1 or more: results are seen when
 *     their transaction commits
 * @param startAt where shards begin to read their inputs: {@code position}, where they left off,
 *     or, for one start, {@code group}, where an operator has put the offsets of the consumer group
 */
@ConfigurationProperties("drydock.stream")
public record StreamSettings(
    @DefaultValue("/var/lib/drydock") Path stateDir,
    @DefaultValue("2") int threads,
    @DefaultValue("10") long commitIntervalMs,
    @DefaultValue("position") StartAt startAt) {

  /** Checks the values; throws {@link IllegalArgumentException}. */
  public StreamSettings {
    requirePositive("threads", threads);
    requirePositive("commit-interval-ms", commitIntervalMs);
  }

  private static void requirePositive(String key, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "Expected drydock.stream." + key + " to be at least 1, but it is " + value);
    }
  }
}
