package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.artifact.ArtifactFile;
import dev.drydock.dispatcher.artifact.Artifacts;
import dev.drydock.dispatcher.ddi.auth.Authenticator;
import dev.drydock.exchange.AsyncExchange;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;

/**
 * Delivers files to devices that may have them. The instance that is asked delivers, wherever the
 * device's dock is: it asks there for leave only. Thread-safe.
 */
final class ArtifactEndpoint {

  private static final Answer OFF = Answer.notFound("This dispatcher does not serve artifacts.");
  private static final Answer NOT_AN_INSTANCE =
      Answer.error(Answer.UNAUTHORIZED, "Only another dispatcher may call this path.");

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

  private final DeviceEdge edge;
  private final Artifacts artifacts;
  private final Authenticator authenticator;
  private final DdiMeters meters;

  ArtifactEndpoint(
      DeviceEdge edge, Artifacts artifacts, Authenticator authenticator, DdiMeters meters) {
    this.edge = edge;
    this.artifacts = artifacts;
    this.authenticator = authenticator;
    this.meters = meters;
  }

  void receive(DeviceCall call, HttpServletRequest request, HttpServletResponse response) {
    AsyncContext context = request.startAsync(request, response);
    // a download takes as long as it takes; the connection's own timeout ends one that stands
    context.setTimeout(0);
    AsyncExchange.onCompletion(request, () -> meters.answered(call.call(), response.getStatus()));
    // one wait for the decision and the place together
    long untilNanos = System.nanoTime() + artifacts.patience().toNanos();
    decision(call, request, untilNanos)
        .thenCompose(decision -> answer(call, context, decision, untilNanos))
        .thenAccept(answer -> answer.ifPresent(known -> end(context, known)))
        .exceptionally(failure -> fail(context, failure));
  }

  /** Ends an exchange whose file cannot be sent to its end: with it the connection, once begun. */
  static void cut(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (response.isCommitted()) {
      throw new CloseNowException("The file cannot be sent to its end");
    }
    response.reset();
    AnswerWriter.write(request, response, answer(Artifacts.UNREADABLE));
  }

  private CompletableFuture<Answer> decision(
      DeviceCall call, HttpServletRequest request, long untilNanos) {
    if (call.origin().isForwarded()) {
      return authenticator.isFromInstance(call.device(), request.getHeader(CallReader.INSTANCE))
          ? edge.answer(call)
          : CompletableFuture.completedFuture(NOT_AN_INSTANCE);
    }
    return artifacts.isOn() ? decision(call, untilNanos) : CompletableFuture.completedFuture(OFF);
  }

  /**
   * Most agents give an update up when its file is answered 503: one whose dock moves, or whose
   * instance has just ended, is asked for again until it is there, as long as a download may wait.
   */
  private CompletableFuture<Answer> decision(DeviceCall call, long untilNanos) {
    return edge.answer(call)
        .thenCompose(
            answer ->
                answer.status() == Answer.UNAVAILABLE && System.nanoTime() - untilNanos < 0
                    ? CompletableFuture.supplyAsync(() -> call, LATER)
                        .thenCompose(again -> decision(again, untilNanos))
                    : CompletableFuture.completedFuture(answer));
  }

  /** Completes with nothing when the file is being sent, and ends the exchange. */
  private CompletableFuture<Optional<Answer>> answer(
      DeviceCall call, AsyncContext context, Answer decision, long untilNanos) {
    if (decision.status() != Answer.OK || call.origin().isForwarded()) {
      return CompletableFuture.completedFuture(Optional.of(decision));
    }
    ArtifactFile file = Json.read(decision.body(), ArtifactFile.class);
    return artifacts
        .deliver(context, file, call.device(), Duration.ofNanos(untilNanos - System.nanoTime()))
        .thenApply(refusal -> refusal.map(ArtifactEndpoint::answer));
  }

  private static Answer answer(Artifacts.Refusal refusal) {
    return refusal.status() == Answer.UNAVAILABLE
        ? Answer.unavailable(refusal.message())
        : Answer.error(refusal.status(), refusal.message());
  }

  /** The web server's threads write: a device that reads slowly must not hold up others. */
  private static void end(AsyncContext context, Answer answer) {
    context.start(
        () -> {
          try {
            AnswerWriter.write(
                (HttpServletRequest) context.getRequest(),
                (HttpServletResponse) context.getResponse(),
                answer);
          } catch (IOException e) {
            DdiFilter.LOG.debug("The device has gone before it was answered", e);
          } finally {
            context.complete();
          }
        });
  }

  /** An exchange without a timeout has to end, whatever has failed. */
  private static @Nullable Void fail(AsyncContext context, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof IOException || cause instanceof IllegalStateException) {
      DdiFilter.LOG.debug("The device has gone before its file was sent", cause);
    } else {
      DdiFilter.LOG.error("An artifact cannot be delivered", cause);
    }
    Artifacts.cut(context);
    return null;
  }
}
