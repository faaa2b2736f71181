package dev.drydock.gateway.publish;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long writing to Kafka may take, and when it is given up for a while.
 *
 * @param timeout how long a record may take to be durable, 100 ms or more
 * @param maxBlock how long a request's thread may wait for the topic's metadata or for memory, 0 or
 *     more
 * @param linger how long records wait for others to share a request to the broker, 0 or more
 * @param breakerWindow how many of the latest writes the circuit breaker looks at, 1 or more
 * @param breakerOpen how long the circuit breaker lets no write through, 1 ms or more
 */
@ConfigurationProperties("drydock.gateway.writing")
public record WritingSettings(
    @DefaultValue("5s") Duration timeout,
    @DefaultValue("1s") Duration maxBlock,
    @DefaultValue("1ms") Duration linger,
    @DefaultValue("50") int breakerWindow,
    @DefaultValue("2s") Duration breakerOpen) {

  private static final long MIN_TIMEOUT_MS = 100;

  /** Checks the values; throws {@link IllegalArgumentException}. */
  public WritingSettings {
    if (timeout.toMillis() < MIN_TIMEOUT_MS || timeout.compareTo(linger) <= 0) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.writing.timeout to be 100 ms or more and longer than"
              + " drydock.gateway.writing.linger, but it is "
              + timeout);
    }
    if (maxBlock.isNegative() || linger.isNegative()) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.writing.max-block and .linger to be 0 or more, but they are "
              + maxBlock
              + " and "
              + linger);
    }
    if (breakerWindow < 1 || breakerOpen.toMillis() < 1) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.writing.breaker-window and .breaker-open to be positive, but"
              + " they are "
              + breakerWindow
              + " and "
              + breakerOpen);
    }
  }
}
