package dev.drydock.gateway.view;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the view is, how long it may take to answer, and how long a reader waits for what it has
 * not seen yet.
 *
 * @param url base URL of the projector, without a path
 * @param connectTimeout how long connecting to the projector may take
 * @param timeout how long the projector may take to answer
 * @param breakerWindow how many of the latest calls of the projector the circuit breaker looks at,
 *     1 or more
 * @param breakerOpen how long the circuit breaker lets no call through
 * @param freshFor how old an operation's id may be for the view not to have seen the operation yet
 * @param freshWait how long a reader waits for an operation that the view has not seen yet
 * @param freshWaitsOfCaller how many readers of one application may wait at once; further ones are
 *     told at once that the view has not seen it
 * @param longestChangeWait the longest {@code waitForChange} that a caller gets
 */
@ConfigurationProperties("drydock.gateway.view")
public record ViewSettings(
    @DefaultValue("http://127.0.0.1:8082") URI url,
    @DefaultValue("1s") Duration connectTimeout,
    @DefaultValue("3s") Duration timeout,
    @DefaultValue("50") int breakerWindow,
    @DefaultValue("2s") Duration breakerOpen,
    @DefaultValue("5m") Duration freshFor,
    @DefaultValue("2s") Duration freshWait,
    @DefaultValue("100") int freshWaitsOfCaller,
    @DefaultValue("20s") Duration longestChangeWait) {

  /** Checks the values; throws {@link IllegalArgumentException}. */
  public ViewSettings {
    if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        || url.getHost() == null) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.view.url to be an http or https URL, but it is \"" + url + '"');
    }
    requirePositive("connect-timeout", connectTimeout);
    requirePositive("timeout", timeout);
    requirePositive("breaker-open", breakerOpen);
    requirePositive("fresh-for", freshFor);
    requirePositive("fresh-wait", freshWait);
    requirePositive("longest-change-wait", longestChangeWait);
    requirePositive("breaker-window", breakerWindow);
    requirePositive("fresh-waits-of-caller", freshWaitsOfCaller);
  }

  private static void requirePositive(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.view." + key + " to be 1 or more, but it is " + value);
    }
  }

  private static void requirePositive(String key, Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.view." + key + " to be 1 ms or more, but it is " + value);
    }
  }
}
