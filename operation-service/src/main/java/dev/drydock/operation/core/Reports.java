package dev.drydock.operation.core;

import org.jspecify.annotations.Nullable;

/**
 * What a device reported of its work.
 *
 * @param count how many reports counted
 * @param progress how far it is, in its own words, or null when it never said
 */
public record Reports(int count, @Nullable String progress) {

  /** Of how many reports of an operation the lines of the device's log are kept. */
  public static final int MAX_KEPT = 1_000;

  static final Reports NONE = new Reports(0, null);

  Reports further(@Nullable String words) {
    return new Reports(count + 1, words == null ? progress : words);
  }
}
