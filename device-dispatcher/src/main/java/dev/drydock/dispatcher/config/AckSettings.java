package dev.drydock.dispatcher.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the device edge writes acks.
 *
 * @param timeout how long an ack may take to be durable, 1 s or more
 * @param maxBlock how long a request's thread may wait for the topic's metadata or for memory
 * @param linger how long acks wait for others to share a request to the broker
 * @param memory how much may be on its way to the broker
 * @param decisionWait how long a fetch waits for its dock's decision
 */
@ConfigurationProperties("drydock.dispatcher.acks")
record AckSettings(
    @DefaultValue("10s") Duration timeout,
    @DefaultValue("500ms") Duration maxBlock,
    @DefaultValue("1ms") Duration linger,
    @DefaultValue("32MB") DataSize memory,
    @DefaultValue("10s") Duration decisionWait) {

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** Checks the values; throws {@link IllegalArgumentException}. */
  AckSettings {
    if (timeout.compareTo(SHORTEST) < 0 || decisionWait.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "Expected drydock.dispatcher.acks.timeout and .decision-wait to be 1 s or more, but they"
              + " are "
              + timeout
              + " and "
              + decisionWait);
    }
    if (linger.isNegative() || maxBlock.isNegative() || linger.compareTo(timeout) >= 0) {
      throw new IllegalArgumentException(
          "Expected drydock.dispatcher.acks.linger and .max-block to be 0 or more, and .linger less"
              + " than .timeout, but they are "
              + linger
              + " and "
              + maxBlock);
    }
    if (memory.toMegabytes() < 1) {
      throw new IllegalArgumentException(
          "Expected drydock.dispatcher.acks.memory to be 1 MB or more, but it is " + memory);
    }
  }
}
