package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.artifact.ArtifactFile;
import dev.drydock.dispatcher.artifact.Artifacts;
import dev.drydock.dispatcher.ddi.auth.Authenticator;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.apache.coyote.CloseNowException;

/**
 * Delivers files to devices that may have them. The instance that is asked delivers, wherever the
 * device's dock is: it asks there for leave only. Thread-safe.
 */
final class ArtifactDoor {

  private static final Answer OFF = Answer.notFound("This dispatcher does not serve artifacts.");
  private static final Answer NOT_AN_INSTANCE =
      Answer.error(Answer.UNAUTHORIZED, "Only another dispatcher may call this path.");

  private final DeviceEdge edge;
  private final Artifacts artifacts;
  private final Authenticator authenticator;
  private final DdiMeters meters;

  ArtifactDoor(
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
    decision(call, request).thenAccept(answer -> answer(call, context, answer));
  }

  /** Ends an exchange whose file cannot be sent to its end: with it the connection, once begun. */
  static void cut(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (response.isCommitted()) {
      throw new CloseNowException("The file cannot be sent to its end");
    }
    response.reset();
    AnswerWriter.write(
        request, response, Answer.error(Artifacts.BAD_GATEWAY, Artifacts.UNREADABLE));
  }

  private CompletableFuture<Answer> decision(DeviceCall call, HttpServletRequest request) {
    if (call.origin().isForwarded()) {
      return authenticator.isFromInstance(call.device(), request.getHeader(CallReader.INSTANCE))
          ? edge.answer(call)
          : CompletableFuture.completedFuture(NOT_AN_INSTANCE);
    }
    return artifacts.isOn() ? edge.answer(call) : CompletableFuture.completedFuture(OFF);
  }

  private void answer(DeviceCall call, AsyncContext context, Answer answer) {
    if (answer.status() != Answer.OK || call.origin().isForwarded()) {
      end(call, context, answer);
      return;
    }
    meters.answered(call.call(), answer.status());
    ArtifactFile file = Json.read(answer.body(), ArtifactFile.class);
    artifacts.deliver(
        context,
        file,
        call.device().tenantId(),
        (status, message) -> end(call, context, refusal(status, message)));
  }

  private static Answer refusal(int status, String message) {
    return status == Answer.UNAVAILABLE
        ? Answer.unavailable(message)
        : Answer.error(status, message);
  }

  /** The web server's threads write: a device that reads slowly must not hold up others. */
  private void end(DeviceCall call, AsyncContext context, Answer answer) {
    context.start(
        () -> {
          meters.answered(call.call(), answer.status());
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
}
