package dev.drydock.gateway.odata;

import dev.drydock.view.Filter;
import org.jspecify.annotations.Nullable;

/** A part of an expression; asked for what it is not, it says that the expression is none. */
sealed interface Term {

  /**
   * Something that is true or false.
   *
   * @param filter the condition
   */
  record Condition(Filter filter) implements Term {
    @Override
    public Filter condition() {
      return filter;
    }
  }

  /**
   * A property.
   *
   * @param named the field
   */
  record Named(Field named) implements Term {
    @Override
    public Field field() {
      return named;
    }
  }

  /**
   * A literal.
   *
   * @param content a String, an {@link java.time.Instant}, or null
   */
  record Value(@Nullable Object content) implements Term {
    @Override
    public @Nullable Object value() {
      return content;
    }
  }

  default Filter condition() {
    throw new FilterVisitor.UnsupportedException("Expected a comparison, but there is none.");
  }

  default Field field() {
    throw new FilterVisitor.UnsupportedException(
        "Expected a property on one side of each comparison, and first in a function.");
  }

  default @Nullable Object value() {
    throw new FilterVisitor.UnsupportedException(
        "Expected a literal on one side of each comparison, and second in a function.");
  }
}
