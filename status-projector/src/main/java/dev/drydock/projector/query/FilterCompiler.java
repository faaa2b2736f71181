package dev.drydock.projector.query;

import dev.drydock.projector.query.Condition.Op;
import dev.drydock.view.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes conditions on rows of filters, up to {@link #DEPTH} levels and {@link #LEAVES} comparisons.
 *
 * <p>Null is equal to null alone, and neither less nor greater than anything. Not thread-safe.
 */
final class FilterCompiler {

  /** The deepest nesting. */
  static final int DEPTH = 32;

  /** The most comparisons; each value of an {@code in} is one, and so is a constant. */
  static final int LEAVES = 200;

  private final Field[] fields;
  private int leaves;

  private FilterCompiler(Field[] fields) {
    this.fields = fields;
  }

  /**
   * Returns the condition; null stands for one that is true of all.
   *
   * @throws BadQueryException when the filter is too large, or compares what cannot be compared
   */
  static Condition compile(@Nullable Filter filter, Field[] fields) {
    return filter == null ? Condition.ALL : new FilterCompiler(fields).compile(filter, false, 1);
  }

  private Condition compile(Filter filter, boolean negated, int depth) {
    if (depth > DEPTH) {
      throw new BadQueryException(
          "Expected a filter of " + DEPTH + " levels at most, but it has more");
    }
    if (filter instanceof Filter.Not not) {
      return compile(not.not(), !negated, depth + 1);
    }
    if (filter instanceof Filter.And and) {
      List<Condition> parts = parts(and.and(), negated, depth);
      return negated ? new Condition.Or(parts) : new Condition.And(parts);
    }
    if (filter instanceof Filter.Or or) {
      List<Condition> parts = parts(or.or(), negated, depth);
      return negated ? new Condition.And(parts) : new Condition.Or(parts);
    }
    Condition.Test test =
        filter instanceof Filter.In in ? in(in) : comparison((Filter.Comparison) filter);
    return negated ? test.negated() : test;
  }

  private List<Condition> parts(List<Filter> filters, boolean negated, int depth) {
    if (filters.isEmpty()) {
      // a constant, without which there would be no bound on how wide a filter is
      count(1);
    }
    List<Condition> parts = new ArrayList<>();
    for (Filter filter : filters) {
      parts.add(compile(filter, negated, depth + 1));
    }
    return parts;
  }

  private Condition.Test comparison(Filter.Comparison comparison) {
    count(1);
    Field field = field(comparison.field());
    Object value = comparison.value();
    return switch (comparison.op()) {
      case "eq" -> equal(field, value);
      case "ne" -> equal(field, value).negated();
      case "gt" -> ordered(field, Op.GREATER, value);
      case "ge" -> ordered(field, Op.GREATER_OR_EQUAL, value);
      case "lt" -> ordered(field, Op.LESS, value);
      case "le" -> ordered(field, Op.LESS_OR_EQUAL, value);
      case "startswith" -> ofPart(field, Op.STARTS_WITH, value);
      case "contains" -> ofPart(field, Op.CONTAINS, value);
      default -> throw unknownOperator(field);
    };
  }

  private static Condition.Test ofPart(Field field, Op op, @Nullable Object value) {
    if (field.type() != Field.Type.TEXT) {
      throw unknownOperator(field);
    }
    return ordered(field, op, value);
  }

  private static BadQueryException unknownOperator(Field field) {
    return new BadQueryException(
        "Expected the \"op\" on \""
            + field.word()
            + "\" to be eq, ne, gt, ge, lt, le, or with a text startswith or contains");
  }

  private Condition.Test in(Filter.In in) {
    count(Math.max(1, in.in().size()));
    Field field = field(in.field());
    List<Object> values =
        in.in().stream()
            .filter(Objects::nonNull)
            .map(value -> checked(field, value))
            .distinct()
            .toList();
    return new Condition.Test(field, Op.IN, values, in.in().stream().anyMatch(Objects::isNull));
  }

  private static Condition.Test equal(Field field, @Nullable Object value) {
    return value == null
        ? new Condition.Test(field, Op.IN, List.of(), true)
        : ordered(field, Op.IN, value);
  }

  private static Condition.Test ordered(Field field, Op op, @Nullable Object value) {
    return value == null
        ? new Condition.Test(field, Op.IN, List.of(), false)
        : new Condition.Test(field, op, List.of(checked(field, value)), false);
  }

  private static Object checked(Field field, Object value) {
    boolean fits =
        switch (field.type()) {
          case TEXT -> value instanceof String text && CodePoints.areStorable(text);
          case TIME -> value instanceof Long;
        };
    if (!fits) {
      throw new BadQueryException(
          "Expected \""
              + field.word()
              + "\" to be compared with null or "
              + switch (field.type()) {
                case TEXT -> "a string of characters other than NUL";
                case TIME -> "a whole number of milliseconds of 64 bits";
              });
    }
    return value;
  }

  private Field field(String name) {
    Field field = Field.of(name, fields);
    if (field == null) {
      throw new BadQueryException("Expected a \"field\" of the list, but it is \"" + name + '"');
    }
    return field;
  }

  private void count(int more) {
    leaves += more;
    if (leaves > LEAVES) {
      throw new BadQueryException(
          "Expected a filter of " + LEAVES + " comparisons at most, but it has more");
    }
  }
}
