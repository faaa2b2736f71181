package dev.drydock.gateway.view;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import tools.jackson.databind.json.JsonMapper;

/** Makes clients of a view for tests in other packages, too. */
public final class ViewFixture {

  private ViewFixture() {}

  /** Returns a client that is patient. */
  public static ViewClient client(URI url, ScheduledExecutorService timer) {
    return client(settings(url, Duration.ofSeconds(20), Duration.ofSeconds(1), 1), timer);
  }

  static ViewClient client(ViewSettings settings, ScheduledExecutorService timer) {
    return new ViewClient(
        new ViewHttp(
            settings,
            new ViewProgress(),
            JsonMapper.builder().build(),
            timer,
            CircuitBreakerRegistry.ofDefaults(),
            TimeLimiterRegistry.ofDefaults()));
  }

  /** Returns settings with a circuit breaker that opens after four failures, for 7 s. */
  static ViewSettings settings(
      URI url, Duration timeout, Duration freshWait, int freshWaitsOfCaller) {
    return new ViewSettings(
        url,
        Duration.ofSeconds(1),
        timeout,
        4,
        Duration.ofSeconds(7),
        Duration.ofMinutes(5),
        freshWait,
        freshWaitsOfCaller,
        Duration.ofSeconds(5));
  }
}
