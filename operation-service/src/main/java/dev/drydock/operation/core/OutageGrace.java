package dev.drydock.operation.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What devices are given when a deadline ran out in an outage, or soon after it: they may have been
 * unable to report their result.
 *
 * @param after what is looked at later than so long after its moment was due, or written, in an
 *     outage
 * @param length how long devices have from the end of the outage on; nothing when zero
 */
public record OutageGrace(Duration after, Duration length) {

  /**
   * Returns the outage that is known after a moment was looked at: that of a record, or of a
   * deadline. One that is long over says that nothing was at work for a while.
   *
   * @param known the outage that was known before, or null when none was
   */
  public @Nullable Outage noticed(@Nullable Outage known, Instant moment, Instant seenAt) {
    if (!isLate(moment, seenAt)) {
      return known;
    }
    boolean lasts = known != null && !isLate(known.last(), seenAt);
    return new Outage(lasts ? known.since() : seenAt, seenAt);
  }

  /**
   * Returns until when a deadline is put off; nothing when it passes. One that was put off already
   * is put off again only for an outage that began after it: a service that is always late, or
   * whose clock is ahead of the log's, keeps no operation for ever.
   *
   * @param operation what waits
   * @param dueAt when its deadline was due
   * @param seenAt when the deadline is looked at
   * @param outage the outage that is known, with this look; null when none is
   */
  public Optional<Instant> until(
      Operation operation, Instant dueAt, Instant seenAt, @Nullable Outage outage) {
    if (length.isZero() || outage == null) {
      return Optional.empty();
    }
    boolean isLate = isLate(dueAt, seenAt);
    if (dueAt.equals(operation.graceUntil()) && !(isLate && outage.since().isAfter(dueAt))) {
      return Optional.empty();
    }
    return Optional.of(outage.last())
        .filter(end -> isLate || operation.times().lastActionAt().isBefore(end))
        .map(end -> toMillis(end.plus(length)))
        .filter(dueAt::isBefore);
  }

  private boolean isLate(Instant moment, Instant seenAt) {
    return seenAt.isAfter(moment.plus(after));
  }

  /** Times in the log are milliseconds. */
  private static Instant toMillis(Instant time) {
    return Instant.ofEpochMilli(time.toEpochMilli());
  }
}
