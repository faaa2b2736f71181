package dev.drydock.gateway.odata;

import dev.drydock.view.Filter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A time, which the view knows in whole milliseconds.
 *
 * @param path the property
 * @param viewField the view's name of it
 */
public record TimeField(String path, String viewField) implements Field {

  @Override
  public Filter compare(Operator operator, @Nullable Object value) {
    if (value == null) {
      return new Filter.Comparison(viewField, operator.word(), null);
    }
    if (!(value instanceof Instant time)) {
      throw new ValueException(this, "a time such as 2026-11-23T10:15:30Z");
    }
    Instant floor = time.truncatedTo(ChronoUnit.MILLIS);
    return floor.equals(time)
        ? new Filter.Comparison(viewField, operator.word(), millis(floor))
        : between(operator, floor);
  }

  @Override
  public Filter part(String function, @Nullable Object value) {
    throw new FilterVisitor.UnsupportedException(
        "The function '" + function + "' is not supported on '" + path + "', which is a time.");
  }

  /** No row's time is that time; some are before it and some after. */
  private Filter between(Operator operator, Instant floor) {
    return switch (operator) {
      case EQ -> Filter.NONE;
      case NE -> Filter.ALL;
      case GT, GE -> new Filter.Comparison(viewField, Operator.GT.word(), millis(floor));
      case LT, LE -> new Filter.Comparison(viewField, Operator.LE.word(), millis(floor));
    };
  }

  private long millis(Instant time) {
    try {
      return time.toEpochMilli();
    } catch (ArithmeticException e) {
      throw new ValueException(this, "a time of this age");
    }
  }
}
