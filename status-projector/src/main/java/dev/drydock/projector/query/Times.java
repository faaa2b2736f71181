package dev.drydock.projector.query;

import java.util.LongSummaryStatistics;

/** What comparisons of times with fixed ones leave of all times. */
final class Times {

  private Times() {}

  /** Returns between which values of a field rows lie that a filter may be true of. */
  static TimeRange range(Condition filter, OperationField time) {
    return TimeRange.of(filter, test -> test.field() == time ? range(test) : TimeRange.UNKNOWN);
  }

  /** Returns the times that a comparison is true of, none of which is null. */
  static TimeRange range(Condition.Test test) {
    return switch (test.op()) {
      case IN -> oneOf(test);
      case NOT_IN -> test.values().isEmpty() ? TimeRange.ALL : TimeRange.UNKNOWN;
      case LESS -> value(test) == Long.MIN_VALUE ? TimeRange.NONE : upTo(value(test) - 1);
      case LESS_OR_EQUAL -> upTo(value(test));
      case GREATER -> value(test) == Long.MAX_VALUE ? TimeRange.NONE : from(value(test) + 1);
      case GREATER_OR_EQUAL -> from(value(test));
      case STARTS_WITH, NOT_STARTS_WITH, CONTAINS, NOT_CONTAINS ->
          throw new IllegalStateException("Expected a comparison of times, but it is " + test);
    };
  }

  private static TimeRange oneOf(Condition.Test test) {
    if (test.values().isEmpty()) {
      return TimeRange.NONE;
    }
    LongSummaryStatistics times =
        test.values().stream().mapToLong(Long.class::cast).summaryStatistics();
    return new TimeRange(times.getMin(), times.getMax(), times.getCount() == 1);
  }

  private static TimeRange upTo(long time) {
    return new TimeRange(Long.MIN_VALUE, time, true);
  }

  private static TimeRange from(long time) {
    return new TimeRange(time, Long.MAX_VALUE, true);
  }

  private static long value(Condition.Test test) {
    return (Long) test.values().get(0);
  }
}
