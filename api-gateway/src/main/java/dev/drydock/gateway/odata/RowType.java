package dev.drydock.gateway.odata;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The rows of a collection as far as conditions may speak of them.
 *
 * @param name the type's name in the namespace {@code microsoft.graph}
 * @param fields what may be compared
 */
public record RowType(String name, List<Field> fields) {

  /** Copies the fields. */
  public RowType {
    fields = List.copyOf(fields);
  }

  Field field(String path) {
    return fields.stream()
        .filter(field -> field.path().equals(path))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("Expected one of " + paths() + ", but it is " + path));
  }

  String paths() {
    return fields.stream().map(Field::path).collect(Collectors.joining(", "));
  }
}
