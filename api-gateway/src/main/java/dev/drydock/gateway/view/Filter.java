package dev.drydock.gateway.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the rows of a collection, as the view takes it. A comparison is true or false and
 * never a third thing: with null, only equality and inequality can be true. Times are milliseconds
 * since 1970.
 */
public sealed interface Filter {

  /** Lets every row through. */
  Filter ALL = new And(List.of());

  /** Lets no row through. */
  Filter NONE = new Or(List.of());

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
   * @param op eq, ne, gt, ge, lt or le
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
