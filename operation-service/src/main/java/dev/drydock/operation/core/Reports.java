package dev.drydock.operation.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device reported on the way.
 *
 * @param count how many reports of progress counted
 * @param loggedUnits how long the lines of the device's log are that were kept, in UTF-16 units
 * @param progress how far it is, in its own words, or null when it never said
 */
public record Reports(int count, int loggedUnits, @Nullable String progress) {

  /** Of how many reports of an operation the lines of the device's log are kept. */
  public static final int MAX_KEPT = 1_000;

  /** How much of that log is kept: what an operation went through is read at once. */
  public static final int MAX_LOGGED_UNITS = 128 << 10;

  static final Reports NONE = new Reports(0, 0, null);

  /** Returns the lines, or none of them when that is more than is kept. */
  List<String> kept(List<String> lines) {
    return count < MAX_KEPT && loggedUnits + units(lines) <= MAX_LOGGED_UNITS ? lines : List.of();
  }

  Reports further(@Nullable String words) {
    return new Reports(count + 1, loggedUnits, words == null ? progress : words);
  }

  Reports logged(List<String> lines) {
    return new Reports(count, loggedUnits + units(lines), progress);
  }

  private static int units(List<String> lines) {
    return lines.stream().mapToInt(String::length).sum();
  }
}
