package dev.drydock.gateway.graph;

import dev.drydock.gateway.admission.Cancellation;
import dev.drydock.gateway.admission.CancellationRequest;
import dev.drydock.gateway.admission.CancellationService;
import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemCode;
import dev.drydock.gateway.security.Caller;
import dev.drydock.gateway.view.ViewFailure;
import dev.drydock.view.OperationDetail;
import dev.drydock.view.OperationView;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Cancels operations. The answer is the end of the race with the device as far as the view can tell
 * it in time: 202 where the operation is cancelled by this request or is asked to be, 409 where it
 * was over before.
 */
@RestController
final class CancelEndpoint {

  private static final String PATH =
      GraphUrls.ROOT + "/teamwork/devices/{deviceId}/operations/{operationId}/cancel";
  private static final Set<String> MEMBERS = Set.of("force");
  private static final String CANCELLED = "cancelled";
  private static final String CANCEL_REQUESTED = "cancelRequested";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final CancellationService cancellations;
  private final OperationReads operations;
  private final JsonBodies bodies;
  private final GraphSettings settings;

  CancelEndpoint(
      CancellationService cancellations,
      OperationReads operations,
      JsonBodies bodies,
      GraphSettings settings) {
    this.cancellations = cancellations;
    this.operations = operations;
    this.bodies = bodies;
    this.settings = settings;
  }

  /**
   * What a request's body asks for.
   *
   * @param force whether the end is forced
   * @param problem what is wrong with the body, which is told after what is not there; null when it
   *     is right
   */
  private record Wish(boolean force, @Nullable Problem problem) {}

  @PostMapping({PATH, PATH + "/"})
  CompletableFuture<ResponseEntity<Void>> cancel(
      @PathVariable String deviceId,
      @PathVariable String operationId,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    QueryOptions.requireNone(request);
    Devices.requireId(deviceId);
    Wish wish = wish(request);
    Conditions conditions = Conditions.of(request);
    String location = GraphUrls.of(request, settings).operation(deviceId, operationId);
    CancellationRequest cancellation =
        new CancellationRequest(
            caller, deviceId, operationId, wish.force(), RequestHeaders.traceparent(request));
    return operations
        .read(caller, deviceId, operationId)
        .thenCompose(
            operation -> {
              if (wish.problem() != null) {
                throw wish.problem();
              }
              if (operation.isFinal()) {
                throw over(operation, location);
              }
              conditions.require(OperationEndpoint.etag(operation));
              return cancellations.cancel(cancellation);
            })
        .thenCompose(decision -> answer(cancellation, decision, location));
  }

  private Wish wish(HttpServletRequest request) {
    try {
      Optional<JsonMembers> body = bodies.readIfAny(request);
      if (body.isEmpty()) {
        return new Wish(false, null);
      }
      body.get().requireOnly(MEMBERS);
      return new Wish(body.get().flag("force"), null);
    } catch (Problem problem) {
      if (problem.code() != ProblemCode.BAD_REQUEST) {
        throw problem;
      }
      return new Wish(false, problem);
    }
  }

  private CompletableFuture<ResponseEntity<Void>> answer(
      CancellationRequest request, Cancellation decision, String location) {
    if (decision instanceof Cancellation.Undecided) {
      throw repeat("The request to cancel is written, but not decided yet", "cancelUndecided");
    }
    if (decision instanceof Cancellation.NothingToCancel) {
      return await(request, OperationView::isFinal)
          .thenApply(
              found -> {
                throw found.isPresent()
                    ? over(found.get(), location)
                    : repeat(
                        "The operation is over, but how it ended cannot be read yet",
                        "operationNotYetVisible");
              });
    }
    Predicate<OperationView> isSeen =
        decision instanceof Cancellation.Requested requested
            ? operation -> operation.isFinal() || isAskedFor(operation, requested.at())
            : OperationView::isFinal;
    return await(request, isSeen)
        .exceptionally(CancelEndpoint::unseen)
        .thenApply(
            found ->
                found
                    .map(operation -> answer(operation, location))
                    .orElseGet(() -> Answers.accepted(location, settings.pollInterval())));
  }

  private ResponseEntity<Void> answer(OperationView operation, String location) {
    if (operation.isFinal() && !operation.state().equals(CANCELLED)) {
      throw over(operation, location);
    }
    return Answers.accepted(location, settings.pollInterval());
  }

  private CompletableFuture<Optional<OperationView>> await(
      CancellationRequest request, Predicate<OperationView> isSeen) {
    return operations.await(request.caller(), request.deviceId(), request.operationId(), isSeen);
  }

  /** A device that was asked already is not asked anew: of a request repeated nothing is seen. */
  private static boolean isAskedFor(OperationView operation, Instant requestedAt) {
    OperationDetail detail = operation.detail();
    return CANCEL_REQUESTED.equals(operation.phase())
        || (detail != null
            && detail.cancellation() != null
            && detail.cancellation().requestedAtMs() == requestedAt.toEpochMilli());
  }

  /** The request is in the log, whether the view answers or not. */
  private static Optional<OperationView> unseen(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof ViewFailure) {
      return Optional.empty();
    }
    throw new CompletionException(cause);
  }

  private static Problem over(OperationView operation, String location) {
    return Problem.of(
            ProblemCode.CONFLICT,
            "The operation is over and cannot be cancelled: it is "
                + operation.state()
                + (operation.completedAt() == null
                    ? "."
                    : " since " + GraphTimes.formatMs(operation.completedAt()) + '.'))
        .withInnerCode("operationFinal")
        .withHeader(HttpHeaders.LOCATION, location);
  }

  private static Problem repeat(String message, String innerCode) {
    return Problem.unavailable(message + "; the request may be repeated.", RETRY_AFTER)
        .withInnerCode(innerCode);
  }
}
