package dev.drydock.projector.stream;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column as a batch writes it: an array of values, one for each row.
 *
 * @param name the column's name
 * @param type the SQL type of the array's elements
 * @param cast what stands after the element where it goes into the column; mostly empty
 * @param value the row's value
 * @param <R> the table's rows
 */
record Column<R>(String name, String type, String cast, Function<R, @Nullable Object> value) {

  static <R> Column<R> text(String name, Function<R, @Nullable Object> value) {
    return new Column<>(name, "text", "", value);
  }

  static <R> Column<R> integer(String name, Function<R, @Nullable Object> value) {
    return new Column<>(name, "integer", "", value);
  }

  static <R> Column<R> bigint(String name, Function<R, @Nullable Object> value) {
    return new Column<>(name, "bigint", "", value);
  }

  static <R> Column<R> bool(String name, Function<R, @Nullable Object> value) {
    return new Column<>(name, "boolean", "", value);
  }

  static <R> Column<R> time(String name, Function<R, @Nullable Instant> value) {
    return new Column<>(name, "bigint", "", row -> milliseconds(value.apply(row)));
  }

  /** The array holds the document's text: the driver sends arrays of texts in binary form only. */
  static <R> Column<R> json(String name, Function<R, String> value) {
    return new Column<>(name, "text", "::jsonb", value::apply);
  }

  private static @Nullable Long milliseconds(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }
}
