package dev.drydock.gateway.graph;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What callers are told.
 *
 * @param publicUrl scheme, host and port by which callers reach the gateway; taken from each
 *     request when not set
 * @param pollInterval how long a caller is advised to wait before it asks for an operation again
 */
@ConfigurationProperties("drydock.gateway")
record GraphSettings(@Nullable URI publicUrl, @DefaultValue("5s") Duration pollInterval) {

  GraphSettings {
    if (publicUrl != null && (publicUrl.getHost() == null || !publicUrl.isAbsolute())) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.public-url to be an absolute URL, but it is \""
              + publicUrl
              + '"');
    }
    if (pollInterval.toMillis() < 1) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.poll-interval to be 1 ms or more, but it is " + pollInterval);
    }
  }
}
