package dev.drydock.view;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A condition on the rows of a collection. A comparison is true or false and never a third thing:
 * with null, only equality and inequality can be true. Times are milliseconds since 1970.
 */
public sealed interface Filter {

  /** Lets every row through. */
  Filter ALL = new And(List.of());

  /** Lets no row through. */
  Filter NONE = new Or(List.of());

  /**
   * Reads one of {@code {"and":[F,...]}}, {@code {"or":[F,...]}}, {@code {"not":F}}, {@code
   * {"field":f,"op":o,"value":v}} and {@code {"field":f,"in":[v,...]}}.
   *
   * <p>A value that is no text, no whole number of 64 bits and not null stays a {@link JsonNode}.
   *
   * @throws IllegalArgumentException when the members are those of none, or of several
   */
  @JsonCreator
  static Filter of(
      @JsonProperty("and") @Nullable List<Filter> and,
      @JsonProperty("or") @Nullable List<Filter> or,
      @JsonProperty("not") @Nullable Filter not,
      @JsonProperty("field") @Nullable String field,
      @JsonProperty("op") @Nullable String op,
      @JsonProperty("value") @Nullable JsonNode value,
      @JsonProperty("in") @Nullable List<JsonNode> in) {
    boolean hasTest = op != null || value != null;
    long kinds =
        Stream.of(and, or, not, hasTest ? true : null, in).filter(Objects::nonNull).count();
    boolean isComparison = hasTest || in != null;
    if (kinds != 1 || isComparison != (field != null) || hasTest && (op == null || value == null)) {
      throw new IllegalArgumentException(
          "Expected each part of a filter to be one \"and\", \"or\" or \"not\", or a \"field\" with"
              + " \"op\" and \"value\" or with \"in\", but one is not so");
    }
    if (field != null) {
      return in == null
          ? new Comparison(field, op, content(value))
          : new In(field, in.stream().map(Filter::content).toList());
    }
    return and != null ? new And(and) : or != null ? new Or(or) : new Not(not);
  }

  private static @Nullable Object content(JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    if (value.isString()) {
      return value.asString();
    }
    return value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : value;
  }

  /** Returns how many comparisons it has. */
  int size();

  /** Tells whether it compares a field. */
  boolean mentions(String name);

  /**
   * All of the conditions.
   *
   * @param and the conditions
   */
  record And(List<Filter> and) implements Filter {

    /** Copies the conditions. */
    public And {
      and = List.copyOf(and);
    }

    @Override
    public int size() {
      return and.stream().mapToInt(Filter::size).sum();
    }

    @Override
    public boolean mentions(String name) {
      return and.stream().anyMatch(filter -> filter.mentions(name));
    }
  }

  /**
   * Any of the conditions.
   *
   * @param or the conditions
   */
  record Or(List<Filter> or) implements Filter {

    /** Copies the conditions. */
    public Or {
      or = List.copyOf(or);
    }

    @Override
    public int size() {
      return or.stream().mapToInt(Filter::size).sum();
    }

    @Override
    public boolean mentions(String name) {
      return or.stream().anyMatch(filter -> filter.mentions(name));
    }
  }

  /**
   * Not the condition.
   *
   * @param not the condition
   */
  record Not(Filter not) implements Filter {
    @Override
    public int size() {
      return not.size();
    }

    @Override
    public boolean mentions(String name) {
      return not.mentions(name);
    }
  }

  /**
   * A field stands so to a value.
   *
   * @param field the view's name of it
   * @param op eq, ne, gt, ge, lt, le, startswith or contains
   * @param value text, number, or null
   */
  record Comparison(String field, String op, @Nullable Object value) implements Filter {
    @Override
    public int size() {
      return 1;
    }

    @Override
    public boolean mentions(String name) {
      return field.equals(name);
    }
  }

  /**
   * A field has one of the values.
   *
   * @param field the view's name of it
   * @param in texts, numbers, or null
   */
  record In(String field, List<@Nullable Object> in) implements Filter {
    @Override
    public int size() {
      return in.size();
    }

    @Override
    public boolean mentions(String name) {
      return field.equals(name);
    }
  }
}
