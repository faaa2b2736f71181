package dev.drydock.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of an operation, and nothing selects or sorts by. It is stored and sent as it
 * stands here. Times are milliseconds since 1970.
 *
 * @param mode forced, soft or downloadOnly: a later build may know more; null when not known
 * @param phaseSinceMs when it came into its phase; null when final
 * @param waitsFor what it waits for until its deadline; null when final, or not known here
 * @param deadlines how long it may wait; null when not known
 * @param lastHeardAtMs when the device last said anything of it; null when it never did
 * @param cancellation the latest request to cancel it; null when there was none
 * @param lateResult what the device said after the end, if that was something else; null otherwise
 * @param logLines lines of the device's log that came with this revision; null when there are none
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

  /** Copies the lines. */
  public OperationDetail {
    logLines = logLines == null || logLines.isEmpty() ? null : List.copyOf(logLines);
  }

  /** Returns what the operation's own row holds. */
  public OperationDetail withoutLog() {
    return logLines == null
        ? this
        : new OperationDetail(
            mode, phaseSinceMs, waitsFor, deadlines, lastHeardAtMs, cancellation, lateResult, null);
  }

  /** Returns the same with these deadlines: they never change, and revisions need not have them. */
  public OperationDetail withDeadlines(@Nullable Deadlines others) {
    return new OperationDetail(
        mode, phaseSinceMs, waitsFor, others, lastHeardAtMs, cancellation, lateResult, logLines);
  }

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
   * @param requestedAtMs when the gateway took the latest request
   * @param requestedBy the caller
   * @param forced whether the caller forced the end
   * @param refusedAtMs when the device refused to stop; null when it did not
   * @param refusal what the device said to that; null when it said nothing
   */
  public record Cancellation(
      long requestedAtMs,
      Actor requestedBy,
      boolean forced,
      @Nullable Long refusedAtMs,
      @Nullable String refusal) {}

  /**
   * What a device said after its operation had ended otherwise.
   *
   * @param result succeeded, failed, rejected or cancelled
   * @param atMs when the log took it
   * @param message the device's message; null when there is none
   */
  public record LateResult(String result, long atMs, @Nullable String message) {}
}
