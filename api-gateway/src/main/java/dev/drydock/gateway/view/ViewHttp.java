package dev.drydock.gateway.view;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the view for JSON, over connections that are kept. A time limit and a circuit breaker bound
 * what a slow or absent view costs. Thread-safe.
 */
@Component
final class ViewHttp {

  private static final Logger LOG = LoggerFactory.getLogger(ViewHttp.class);
  private static final String BASE_PATH = "/internal/v1";
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TOO_BROAD = 422;

  private final HttpClient client;
  private final ObjectReader json;
  private final ObjectWriter writer;
  private final String base;
  private final ViewSettings settings;
  private final ViewProgress progress;
  private final ScheduledExecutorService timer;
  private final CircuitBreaker breaker;
  private final TimeLimiter limit;

  ViewHttp(
      ViewSettings settings,
      ViewProgress progress,
      JsonMapper json,
      ScheduledExecutorService timer,
      CircuitBreakerRegistry breakers,
      TimeLimiterRegistry limits) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .executor(timer)
            .build();
    // A newer view may say more than this build knows.
    this.json = json.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    this.writer = json.writer();
    this.base = settings.url().toString().replaceAll("/+$", "") + BASE_PATH;
    this.settings = settings;
    this.progress = progress;
    this.timer = timer;
    this.breaker = breakers.circuitBreaker("view", config(settings));
    breaker
        .getEventPublisher()
        .onStateTransition(change -> LOG.warn("View: {}", change.getStateTransition()));
    this.limit =
        limits.timeLimiter(
            "view", TimeLimiterConfig.custom().timeoutDuration(settings.timeout()).build());
  }

  /**
   * Returns what stands under a path, empty when the view says 404; fails with a {@link
   * ViewFailure}, so with {@link ViewBehindException} when what is not there may come yet. Of these
   * the circuit breaker counts only that the view does not answer.
   */
  <T> CompletableFuture<Optional<T>> get(String path, Class<T> type) {
    return ask(path, request(path).GET(), type);
  }

  /** Returns the answer to a query, which the view always has; fails with a {@link ViewFailure}. */
  <T> CompletableFuture<T> query(String path, Object query, Class<T> type) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(writer.writeValueAsBytes(query)));
    return ask(path, request, type)
        .thenApply(
            found ->
                found.orElseThrow(() -> unavailable(new IllegalStateException("404 for " + path))));
  }

  private <T> CompletableFuture<Optional<T>> ask(
      String path, HttpRequest.Builder request, Class<T> type) {
    return breaker
        .executeCompletionStage(
            () ->
                limit.executeCompletionStage(
                    timer,
                    () ->
                        client
                            .sendAsync(request.build(), BodyHandlers.ofByteArray())
                            .thenApply(response -> read(path, response, type))))
        .handle(this::answer)
        .toCompletableFuture();
  }

  /** The request has a time limit of its own so that its connection is given up too. */
  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(settings.timeout());
  }

  private <T> Optional<T> read(String path, HttpResponse<byte[]> response, Class<T> type) {
    Optional<String> behind = response.headers().firstValue(ViewProgress.HEADER);
    progress.note(behind);
    if (response.statusCode() == NOT_FOUND) {
      behind.ifPresent(
          seconds -> {
            throw new ViewBehindException(path, seconds);
          });
      return Optional.empty();
    }
    if (response.statusCode() == FORBIDDEN) {
      throw new ForeignOperationException(path);
    }
    if (response.statusCode() == BAD_REQUEST) {
      throw new ViewRefusedException(path);
    }
    if (response.statusCode() == TOO_BROAD) {
      throw new QueryTooBroadException(path);
    }
    if (response.statusCode() != OK) {
      throw new IllegalStateException(
          "Expected the view to answer 200 or 404 for " + path + ", but it is " + response);
    }
    try {
      return Optional.of(json.forType(type).readValue(response.body()));
    } catch (JacksonException e) {
      throw new IllegalStateException("Expected the view to answer JSON for " + path, e);
    }
  }

  private <T> Optional<T> answer(@Nullable Optional<T> found, @Nullable Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof ViewFailure && cause instanceof RuntimeException told) {
      throw told;
    }
    if (failure != null || found == null) {
      throw unavailable(failure);
    }
    return found;
  }

  private static @Nullable Throwable cause(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private ViewUnavailableException unavailable(@Nullable Throwable failure) {
    Throwable cause = cause(failure);
    return new ViewUnavailableException(
        "Expected the view at " + base + " to answer, but it does not",
        cause instanceof CallNotPermittedException ? settings.breakerOpen() : Duration.ofSeconds(1),
        cause);
  }

  private static CircuitBreakerConfig config(ViewSettings settings) {
    return CircuitBreakerConfig.custom()
        .slidingWindowSize(settings.breakerWindow())
        .minimumNumberOfCalls(Math.min(settings.breakerWindow(), 10))
        .waitDurationInOpenState(settings.breakerOpen())
        .permittedNumberOfCallsInHalfOpenState(5)
        .ignoreException(ViewFailure.class::isInstance)
        .writableStackTraceEnabled(false)
        .build();
  }
}
