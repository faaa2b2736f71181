package dev.drydock.projector.config;

import org.jspecify.annotations.Nullable;

/** Checks configuration. */
final class Required {

  private Required() {}

  /** Throws {@link IllegalArgumentException} when a value is missing or blank. */
  static void text(String key, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("Expected a value of " + key + ", but there is none");
    }
  }

  /** Throws {@link IllegalArgumentException} when a rule does not hold. */
  static void that(boolean holds, String key, Object value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Expected " + key + " to be " + rule + ", but it is \"" + value + '"');
    }
  }
}
