package dev.drydock.dispatcher.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the device edge writes acks.
 *
 * @param timeout how long an ack may take to be durable, 1 s or more
 * @param maxBlock how long a request's thread may wait for the topic's metadata or for memory, 0 or
 *     more
 * @param linger how long acks wait for others to share a request to the broker, less than half of
 *     {@code timeout}
 * @param memory how much of acks may be on its way to the broker, 1 MB or more
 * @param decisionWait how long a fetch waits for the decision of the device's dock, 1 s or more
 */
@ConfigurationProperties("drydock.dispatcher.acks")
record AckSettings(
    @DefaultValue("10s") Duration timeout,
    @DefaultValue("500ms") Duration maxBlock,
    @DefaultValue("1ms") Duration linger,
    @DefaultValue("32MB") DataSize memory,
    @DefaultValue("10s") Duration decisionWait) {

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** An attempt ends before the time for all of them does, so that there is a second one. */
  private static final int ATTEMPTS = 2;

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
    if (linger.isNegative() || maxBlock.isNegative()) {
      throw new IllegalArgumentException(
          "Expected drydock.dispatcher.acks.linger and .max-block to be 0 or more, but they are "
              + linger
              + " and "
              + maxBlock);
    }
    if (attempt(timeout, linger).toMillis() < 1) {
      throw new IllegalArgumentException(
          "Expected drydock.dispatcher.acks.linger to be less than half of .timeout ("
              + timeout
              + "), but it is "
              + linger);
    }
    if (memory.toMegabytes() < 1) {
      throw new IllegalArgumentException(
          "Expected drydock.dispatcher.acks.memory to be 1 MB or more, but it is " + memory);
    }
  }

  /** Returns how long the broker may take for one attempt, 1 ms or more. */
  Duration attempt() {
    return attempt(timeout, linger);
  }

  private static Duration attempt(Duration timeout, Duration linger) {
    return timeout.dividedBy(ATTEMPTS).minus(linger);
  }
}
