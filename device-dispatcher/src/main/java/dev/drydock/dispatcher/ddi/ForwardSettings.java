package dev.drydock.dispatcher.ddi;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How calls are passed on to the instance that has the device's dock.
 *
 * @param connectTimeout how long connecting to another dispatcher may take, 1 ms or more
 * @param timeout how long another dispatcher may take to answer a call that was passed on to it, 1
 *     ms or more
 */
@ConfigurationProperties("drydock.dispatcher.ddi.forwarding")
public record ForwardSettings(
    @DefaultValue("1s") Duration connectTimeout, @DefaultValue("15s") Duration timeout) {

  /** Checks the values; throws {@link IllegalArgumentException}. */
  public ForwardSettings {
    if (connectTimeout.toMillis() < 1 || timeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "Expected drydock.dispatcher.ddi.forwarding.connect-timeout and .timeout to be 1 ms or"
              + " more, but they are "
              + connectTimeout
              + " and "
              + timeout);
    }
  }
}
