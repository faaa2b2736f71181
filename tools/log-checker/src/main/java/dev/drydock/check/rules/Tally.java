package dev.drydock.check.rules;

import java.util.EnumMap;
import java.util.Map;

/** Counts what was seen. */
final class Tally {

  enum Counted {
    REQUESTS,
    UNDECIDED,
    ADMISSIONS,
    CONFLICTS,
    REFUSALS,
    REPEATS,
    CANCELS,
    ACKS,
    STATUSES,
    SUCCESSFUL,
    FAILED,
    CANCELLED,
    OPEN
  }

  private final Map<Counted, Long> counts = new EnumMap<>(Counted.class);

  void count(Counted what) {
    counts.merge(what, 1L, Long::sum);
  }

  LogCounts toCounts(long deadLetters, long unreadable) {
    return new LogCounts(
        of(Counted.REQUESTS),
        of(Counted.UNDECIDED),
        of(Counted.ADMISSIONS),
        of(Counted.CONFLICTS),
        of(Counted.REFUSALS),
        of(Counted.REPEATS),
        of(Counted.CANCELS),
        of(Counted.ACKS),
        of(Counted.STATUSES),
        of(Counted.SUCCESSFUL),
        of(Counted.FAILED),
        of(Counted.CANCELLED),
        of(Counted.OPEN),
        deadLetters,
        unreadable);
  }

  private long of(Counted what) {
    return counts.getOrDefault(what, 0L);
  }
}
