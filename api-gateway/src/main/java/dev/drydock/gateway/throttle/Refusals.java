package dev.drydock.gateway.throttle;

import dev.drydock.exchange.AsyncExchange;
import dev.drydock.exchange.AsyncExchange.ResponseWriter;
import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Answers those who ask too often, and takes its time: who asks again as soon as it is answered
 * would otherwise take with refusals alone what others need. Thread-safe.
 */
@Component
final class Refusals {

  /** Never reached unless the timer stands still: a refusal waits 1 s at most. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final ProblemWriter writer;
  private final boolean isDelayed;
  private final Executor later;

  /** So many wait at once; further ones are answered at once, for each that waits takes memory. */
  private final Semaphore places;

  Refusals(ThrottleSettings settings, ProblemWriter writer) {
    long delayMs = settings.refusalDelay().toMillis();
    this.writer = writer;
    this.isDelayed = delayMs > 0;
    this.later = CompletableFuture.delayedExecutor(delayMs, TimeUnit.MILLISECONDS, Runnable::run);
    this.places = new Semaphore(settings.maxOpenExchanges());
  }

  /** Answers a request; the answer may come later. */
  void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    if (!isDelayed || !places.tryAcquire()) {
      writer.write(response, problem);
      return;
    }
    ResponseWriter answer = to -> writer.write(to, problem);
    AsyncExchange exchange = AsyncExchange.begin(request, TIMEOUT, answer);
    AsyncExchange.onCompletion(request, places::release);
    later.execute(() -> exchange.end(answer));
  }
}
