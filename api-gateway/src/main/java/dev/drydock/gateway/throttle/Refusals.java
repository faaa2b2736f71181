package dev.drydock.gateway.throttle;

import dev.drydock.gateway.exchange.AnswerEnd;
import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemWriter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Answers those who ask too often, and takes its time: who asks again as soon as it is answered
 * would otherwise take with refusals alone what others need. Thread-safe.
 */
@Component
final class Refusals {

  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

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
    AsyncContext context = request.startAsync();
    AnswerEnd.of(request, places::release);
    later.execute(() -> start(context, problem));
  }

  /** The container's threads write: who does not read its answers must not stop the clock. */
  private void start(AsyncContext context, Problem problem) {
    try {
      context.start(() -> end(context, problem));
    } catch (IllegalStateException e) {
      LOG.debug("The caller has gone before it was refused", e);
    }
  }

  private void end(AsyncContext context, Problem problem) {
    try {
      writer.write((HttpServletResponse) context.getResponse(), problem);
      context.complete();
    } catch (IOException | IllegalStateException e) {
      LOG.debug("The caller has gone while it was refused", e);
    }
  }
}
