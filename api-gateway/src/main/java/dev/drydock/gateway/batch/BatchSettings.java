package dev.drydock.gateway.batch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a batch may take.
 *
 * @param limit after how long an item of a batch that is not answered yet is answered so, 1 ms or
 *     more
 */
@ConfigurationProperties("drydock.gateway.batch")
public record BatchSettings(@DefaultValue("25s") Duration limit) {

  /** Checks the values; throws {@link IllegalArgumentException}. */
  public BatchSettings {
    if (limit.toMillis() < 1) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.batch.limit to be 1 ms or more, but it is " + limit);
    }
  }
}
