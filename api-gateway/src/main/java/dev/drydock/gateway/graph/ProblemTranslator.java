package dev.drydock.gateway.graph;

import dev.drydock.gateway.catalogue.CatalogueNotReadyException;
import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemCode;
import dev.drydock.gateway.publish.NotDurableException;
import dev.drydock.gateway.view.ForeignOperationException;
import dev.drydock.gateway.view.QueryTooBroadException;
import dev.drydock.gateway.view.ViewBehindException;
import dev.drydock.gateway.view.ViewProgress;
import dev.drydock.gateway.view.ViewUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;

/** Says in the API's words what an exception means for the caller. */
@Component
final class ProblemTranslator {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemTranslator.class);
  private static final Duration SOON = Duration.ofSeconds(1);

  /** A view that is filling takes seconds to minutes. */
  private static final Duration UNTIL_FILLED = Duration.ofSeconds(5);

  /** Returns the caller's side of an exception; logs the exceptions that are the server's fault. */
  Problem translate(Throwable thrown) {
    Throwable cause = unwrap(thrown);
    if (cause instanceof Problem problem) {
      return problem;
    }
    if (cause instanceof NotDurableException lost) {
      return Problem.unavailable(
              "The request could not be written down; repeat it.", lost.retryAfter())
          .withInnerCode("notDurable");
    }
    if (cause instanceof ViewUnavailableException away) {
      return Problem.unavailable("The operations cannot be read at the moment.", away.retryAfter())
          .withInnerCode("viewUnavailable");
    }
    if (cause instanceof ViewBehindException filling) {
      return Problem.unavailable(
              "This cannot be read yet: the operations and devices are being filled in from the"
                  + " log; repeat the request.",
              UNTIL_FILLED)
          .withInnerCode("viewBehind")
          .withHeader(ViewProgress.HEADER, filling.behind());
    }
    if (cause instanceof QueryTooBroadException) {
      return Problem.badRequest(
              "$filter", "The query takes too long to answer; narrow it with $filter.")
          .withInnerCode("queryTooBroad");
    }
    if (cause instanceof ForeignOperationException) {
      // no more than of one that does not exist: whose it is, is not the caller's business
      return OperationReads.notFound();
    }
    if (cause instanceof CatalogueNotReadyException) {
      return Problem.unavailable("The catalogue of releases is not read yet.", SOON)
          .withInnerCode("catalogueNotReady");
    }
    if (cause instanceof TimeoutException) {
      return Problem.unavailable("The answer took too long; repeat the request.", SOON);
    }
    if (cause instanceof AuthenticationServiceException) {
      return Problem.unavailable("Access tokens cannot be checked at the moment.", SOON);
    }
    if (cause instanceof ErrorResponse response) {
      return ofFramework(response);
    }
    LOG.error("Request failed", cause);
    return Problem.of(
        ProblemCode.INTERNAL_SERVER_ERROR, "The request failed; tell the operator the request-id.");
  }

  /** Spring's own refusals: unknown path, method not allowed, media type, time-out. */
  private static Problem ofFramework(ErrorResponse response) {
    HttpStatusCode status = response.getStatusCode();
    Problem problem = Problem.ofStatus(status.value(), message(response));
    for (var header : response.getHeaders().headerSet()) {
      problem = problem.withHeader(header.getKey(), String.join(", ", header.getValue()));
    }
    return status.value() == ProblemCode.SERVICE_UNAVAILABLE.status()
            && !response.getHeaders().containsHeader(HttpHeaders.RETRY_AFTER)
        ? problem.withRetryAfter(SOON)
        : problem;
  }

  private static String message(ErrorResponse response) {
    if (response instanceof HttpRequestMethodNotSupportedException method) {
      return "The method "
          + method.getMethod()
          + " is not allowed here; the header Allow names those that are.";
    }
    if (response instanceof HttpMediaTypeNotSupportedException) {
      return "Expected a body of type application/json.";
    }
    return switch (response.getStatusCode().value()) {
      case 404 -> "Resource not found for the segment or path of the request.";
      case 503 -> "The answer took too long.";
      default -> String.valueOf(response.getBody().getDetail());
    };
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
