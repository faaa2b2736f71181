package dev.drydock.gateway.odata;

import dev.drydock.view.Filter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a condition may compare, and what a comparison means to the view. */
public sealed interface Field permits TextField, TimeField, WordField {

  /** Returns the property's path, {@code error/code} for instance. */
  String path();

  /**
   * Returns the condition that the field stands so to a value.
   *
   * @param value a String, an {@link java.time.Instant}, or null
   * @throws ValueException when the field cannot be compared with such a value
   */
  Filter compare(Operator operator, @Nullable Object value);

  /** Returns the condition that the field has one of the values; as {@link #compare} else. */
  default Filter in(List<@Nullable Object> values) {
    return new Filter.Or(values.stream().map(value -> compare(Operator.EQ, value)).toList());
  }

  /**
   * Returns the condition that a part of the field's text is so; as {@link #compare} else.
   *
   * @param function {@code startswith} or {@code contains}
   */
  Filter part(String function, @Nullable Object value);

  /** A field cannot be compared with a value; the message says what was expected. */
  final class ValueException extends RuntimeException {

    ValueException(Field field, String rule) {
      super(
          "Expected '" + field.path() + "' to be compared with " + rule + '.', null, false, false);
    }
  }
}
