package dev.drydock.gateway.graph;

import dev.drydock.gateway.admission.Holder;
import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemCode;
import dev.drydock.view.OperationView;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.HttpHeaders;

/** Tells a caller which operation holds the device. */
final class Conflicts {

  private Conflicts() {}

  /**
   * Returns the 409.
   *
   * @param holderUrl where the holder can be read
   * @param now the present time
   * @param retryAfter how long to wait before the holder is asked for
   */
  static Problem of(Holder holder, String holderUrl, Instant now, Duration retryAfter) {
    return Problem.of(
            ProblemCode.CONFLICT,
            "Another operation holds the device; it is named in the details and in Location.")
        .withInnerCode("operationInProgress")
        .withDetail(new Problem.Detail("operationInProgress", holderUrl, message(holder, now)))
        .withHeader(HttpHeaders.LOCATION, holderUrl)
        .withRetryAfter(retryAfter);
  }

  private static String message(Holder holder, Instant now) {
    String state = holder.operation().map(OperationView::state).orElse("queued or inProgress");
    Duration age = Duration.between(holder.admittedAt(), now);
    return "Operation '"
        + holder.operationId()
        + "' is "
        + state
        + "; it was admitted "
        + Math.max(0, age.toSeconds())
        + " s ago, at "
        + GraphTimes.format(holder.admittedAt())
        + "; "
        + deadline(holder)
        + '.';
  }

  private static String deadline(Holder holder) {
    return holder
        .operation()
        .map(operation -> GraphTimes.formatMs(operation.deadlineAt()))
        .map(deadline -> "unless the device reports, it ends at " + deadline)
        .orElse("its deadline is not known yet");
  }
}
