package dev.drydock.projector.query;

import java.util.function.Function;

/**
 * Between which times rows lie that a filter may be true of.
 *
 * @param low the earliest, milliseconds since 1970
 * @param high the latest; less than {@code low} when there are none
 * @param isExact whether the filter is true of all that lies between
 */
record TimeRange(long low, long high, boolean isExact) {

  static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE, true);
  static final TimeRange NONE = new TimeRange(Long.MAX_VALUE, Long.MIN_VALUE, true);

  /** Everything may be, and nothing must be. */
  static final TimeRange UNKNOWN = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE, false);

  /**
   * Returns a filter's range.
   *
   * @param ofTest gives that of a comparison
   */
  static TimeRange of(Condition filter, Function<Condition.Test, TimeRange> ofTest) {
    if (filter instanceof Condition.And and) {
      return and.parts().stream().map(part -> of(part, ofTest)).reduce(ALL, TimeRange::and);
    }
    if (filter instanceof Condition.Or or) {
      return or.parts().stream().map(part -> of(part, ofTest)).reduce(NONE, TimeRange::or);
    }
    return ofTest.apply((Condition.Test) filter);
  }

  boolean isEmpty() {
    return low > high;
  }

  boolean isAll() {
    return equals(ALL);
  }

  /** Returns the range of two filters of which both are to be true. */
  TimeRange and(TimeRange other) {
    TimeRange both =
        new TimeRange(
            Math.max(low, other.low), Math.min(high, other.high), isExact && other.isExact);
    return both.isEmpty() ? NONE : both;
  }

  /** Returns the range of two filters of which one is to be true. */
  TimeRange or(TimeRange other) {
    if (isEmpty() || other.isAll()) {
      return other;
    }
    if (other.isEmpty() || isAll()) {
      return this;
    }
    return new TimeRange(Math.min(low, other.low), Math.max(high, other.high), false);
  }

  /**
   * Returns the range in another time of the same rows, which is later than this one by so much.
   *
   * @param leastMs by how much at least; any number
   * @param mostMs by how much at most; any number
   */
  TimeRange later(long leastMs, long mostMs) {
    return isEmpty() || isAll()
        ? this
        : new TimeRange(plus(low, leastMs), plus(high, mostMs), false);
  }

  /** Stays at the ends, which stand for no bound. */
  private static long plus(long time, long more) {
    if (time == Long.MIN_VALUE || time == Long.MAX_VALUE) {
      return time;
    }
    long sum = time + more;
    boolean overflows = ((time ^ sum) & (more ^ sum)) < 0;
    return overflows ? (more < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }
}
