package dev.drydock.gateway.view;

import dev.drydock.gateway.security.Actor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the view shows of an operation besides. Times are milliseconds since 1970.
 *
 * @param mode forced, soft or downloadOnly, or null when not known
 * @param phaseSinceMs when it came into its phase, or null when it is over
 * @param waitsFor delivery, start, progress or cancel, or null when it is over
 * @param deadlines how long it may wait, or null when not known
 * @param lastHeardAtMs when the device last said anything of it, or null
 * @param cancellation the latest request to cancel it, or null
 * @param lateResult what the device said after the end, if that was something else, or null
 * @param logLines lines of the device's log, with revisions alone, or null
 */
public record OperationDetail(
    @Nullable String mode,
    @Nullable Long phaseSinceMs,
    @Nullable String waitsFor,
    @Nullable Deadlines deadlines,
    @Nullable Long lastHeardAtMs,
    @Nullable Cancellation cancellation,
    @Nullable LateResult lateResult,
    @Nullable List<String> logLines) {

  /** What is said of an operation of which nothing is known besides. */
  public static final OperationDetail NONE =
      new OperationDetail(null, null, null, null, null, null, null, null);

  /**
   * How long an operation may wait.
   *
   * @param deliveryMs from the admission until the device has been given the update
   * @param startMs from the delivery until the device's first report
   * @param progressMs from one report until the next
   * @param cancelMs from a requested cancel until the device has stopped or refused
   */
  public record Deadlines(long deliveryMs, long startMs, long progressMs, long cancelMs) {}

  /**
   * A request to cancel an operation, and what came of it.
   *
   * @param requestedAtMs when it was asked for
   * @param requestedBy who asked
   * @param forced whether the end was forced
   * @param refusedAtMs when the device refused to stop, or null
   * @param refusal what it said to that, or null
   */
  public record Cancellation(
      long requestedAtMs,
      @Nullable Actor requestedBy,
      boolean forced,
      @Nullable Long refusedAtMs,
      @Nullable String refusal) {}

  /**
   * What a device said after its operation had ended otherwise.
   *
   * @param result succeeded, failed, rejected or cancelled
   * @param atMs when
   * @param message the device's message, or null
   */
  public record LateResult(String result, long atMs, @Nullable String message) {}
}
