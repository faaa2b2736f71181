package dev.drydock.operation.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What devices are given when a deadline ran out in an outage, or soon after it: they may have had
 * nobody to tell their result to.
 *
 * @param after what is looked at later than so long after its moment was due, or written, in an
 *     outage
 * @param length how long devices have from the end of the outage on; nothing when zero
 */
public record OutageGrace(Duration after, Duration length) {

  /** Tells whether nothing was at work at a moment that is looked at only now. */
  public boolean isOutage(Instant moment, Instant seenAt) {
    return seenAt.isAfter(moment.plus(after));
  }

  /**
   * Returns until when a deadline is put off; nothing when it passes.
   *
   * @param dueAt when it was due
   * @param since since when nothing happened to the operation
   * @param seenAt when the deadline is looked at
   * @param lastOutage when an outage was last noticed, or null when none was
   */
  public Optional<Instant> until(
      Instant dueAt, Instant since, Instant seenAt, @Nullable Instant lastOutage) {
    if (length.isZero()) {
      return Optional.empty();
    }
    if (isOutage(dueAt, seenAt)) {
      return Optional.of(toMillis(seenAt.plus(length)));
    }
    return Optional.ofNullable(lastOutage)
        .filter(since::isBefore)
        .map(end -> toMillis(end.plus(length)))
        .filter(dueAt::isBefore);
  }

  /** Times in the log are milliseconds. */
  private static Instant toMillis(Instant time) {
    return Instant.ofEpochMilli(time.toEpochMilli());
  }
}
