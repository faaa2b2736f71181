package dev.drydock.local;

import java.time.Duration;
import java.util.List;

/**
 * What a local token is to say.
 *
 * @param tenantId whose devices it is for
 * @param applicationId who calls
 * @param applicationName what the caller is called in lists
 * @param permissions application permissions, as the API names them
 * @param lifetime from 1 s to 1 year
 */
public record TokenRequest(
    String tenantId,
    String applicationId,
    String applicationName,
    List<String> permissions,
    Duration lifetime) {

  private static final Duration LONGEST = Duration.ofDays(366);

  /** Checks the lifetime; throws {@link IllegalArgumentException}. */
  public TokenRequest {
    if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "Expected a token's lifetime to be from 1 second to 1 year but it is " + lifetime);
    }
    permissions = List.copyOf(permissions);
  }
}
