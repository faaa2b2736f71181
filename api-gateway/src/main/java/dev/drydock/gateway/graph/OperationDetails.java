package dev.drydock.gateway.graph;

import dev.drydock.view.OperationDetail;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Objects within an operation's JSON that Graph never had. */
final class OperationDetails {

  private OperationDetails() {}

  /** How long the operation may wait, as ISO 8601 durations. */
  record Deadlines(String delivery, String start, String progress, String cancel) {

    static @Nullable Deadlines of(OperationDetail.@Nullable Deadlines deadlines) {
      return deadlines == null
          ? null
          : new Deadlines(
              text(deadlines.deliveryMs()),
              text(deadlines.startMs()),
              text(deadlines.progressMs()),
              text(deadlines.cancelMs()));
    }

    private static String text(long ms) {
      return Duration.ofMillis(ms).toString();
    }
  }

  /** What the operation waits for, and how it ends if that does not happen in time. */
  record OnDeadline(String waitsFor, String status, String code) {

    static @Nullable OnDeadline of(@Nullable String waitsFor) {
      return waitsFor == null ? null : new OnDeadline(waitsFor, "failed", waitsFor + "Timeout");
    }
  }

  /** A request to cancel the operation, and what came of it. */
  record Cancellation(
      String requestedDateTime,
      @Nullable IdentitySet requestedBy,
      boolean forced,
      @Nullable String refusedDateTime,
      @Nullable String refusal) {

    static @Nullable Cancellation of(OperationDetail.@Nullable Cancellation cancellation) {
      return cancellation == null
          ? null
          : new Cancellation(
              time(cancellation.requestedAtMs()),
              IdentitySet.of(cancellation.requestedBy()),
              cancellation.forced(),
              GraphTimes.formatMs(cancellation.refusedAtMs()),
              cancellation.refusal());
    }
  }

  /** What the device said after the operation had ended otherwise. */
  record LateResult(String result, String dateTime, @Nullable String message) {

    static @Nullable LateResult of(OperationDetail.@Nullable LateResult late) {
      return late == null ? null : new LateResult(late.result(), time(late.atMs()), late.message());
    }
  }

  private static String time(long ms) {
    return Objects.requireNonNull(GraphTimes.formatMs(ms));
  }
}
