package dev.drydock.check.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a check may take for granted.
 *
 * @param asOf the time by which deadlines are judged
 * @param grace how long after its deadline an operation may end, and how long a request may wait
 *     for its decision; zero or more
 * @param quiet nothing is on its way any more: what has not ended is a violation at once
 * @param complete nothing was deleted or compacted: what is missing was never there
 * @param answeredAcks the acks whose senders were told that they are kept
 * @param answeredCancels what callers were told that came to cancel an operation
 */
public record CheckOptions(
    Instant asOf,
    Duration grace,
    boolean quiet,
    boolean complete,
    List<AnsweredAck> answeredAcks,
    List<AnsweredCancel> answeredCancels) {

  /** Long enough for a service to be restarted in the meantime. */
  public static final Duration DEFAULT_GRACE = Duration.ofMinutes(1);

  /** Checks the grace; throws {@link IllegalArgumentException}. */
  public CheckOptions {
    if (grace.isNegative()) {
      throw new IllegalArgumentException(
          "Expected a grace of zero or more, but it is \"" + grace + '"');
    }
    answeredAcks = List.copyOf(answeredAcks);
    answeredCancels = List.copyOf(answeredCancels);
  }

  /** A running installation, whose log may be old. */
  public static CheckOptions running(Instant asOf) {
    return new CheckOptions(asOf, DEFAULT_GRACE, false, false, List.of(), List.of());
  }

  /** Another grace. */
  public CheckOptions withGrace(Duration newGrace) {
    return new CheckOptions(asOf, newGrace, quiet, complete, answeredAcks, answeredCancels);
  }

  /** Whether nothing is on its way any more. */
  public CheckOptions withQuiet(boolean nowQuiet) {
    return new CheckOptions(asOf, grace, nowQuiet, complete, answeredAcks, answeredCancels);
  }

  /** Whether nothing was deleted or compacted. */
  public CheckOptions withComplete(boolean nowComplete) {
    return new CheckOptions(asOf, grace, quiet, nowComplete, answeredAcks, answeredCancels);
  }

  /** Other answered acks. */
  public CheckOptions withAnsweredAcks(List<AnsweredAck> acks) {
    return new CheckOptions(asOf, grace, quiet, complete, acks, answeredCancels);
  }

  /** Other answered cancels. */
  public CheckOptions withAnsweredCancels(List<AnsweredCancel> cancels) {
    return new CheckOptions(asOf, grace, quiet, complete, answeredAcks, cancels);
  }

  boolean isOverdue(long deadlineMs) {
    return asOf.toEpochMilli() > deadlineMs + grace.toMillis();
  }
}
