package dev.drydock.projector.query;

import org.jspecify.annotations.Nullable;

/** What a list can be filtered by. */
sealed interface Field permits OperationField, DeviceField {

  /** What a field's values are. */
  enum Type {
    /** Strings, of which that with the lower first code point is less. */
    TEXT,
    /** Milliseconds since 1970. */
    TIME
  }

  /** Returns the field's name in queries. */
  String word();

  Type type();

  /** Returns the column that has it. */
  String column();

  /**
   * Returns of how many first characters an index is, where the index is not of the whole text; 0
   * where it is.
   */
  int indexedLength();

  /** Returns the field of a name; null when none has it. */
  static <F extends Field> @Nullable F of(String word, F[] fields) {
    for (F field : fields) {
      if (field.word().equals(word)) {
        return field;
      }
    }
    return null;
  }
}
