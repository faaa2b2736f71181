package dev.drydock.dispatcher.core;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a device tells of itself.
 *
 * @param byName values by name
 */
public record Attributes(SortedMap<String, String> byName) {

  /** How many are kept of a device. */
  public static final int MAX_COUNT = 50;

  /** How long a name or a value may be, in UTF-16 units. */
  public static final int MAX_LENGTH = 128;

  /** What becomes of those that a device told before. */
  public enum Mode {
    /** They stay, unless they are told anew. */
    MERGE,
    /** They go. */
    REPLACE,
    /** Those that are named go. */
    REMOVE
  }

  /** Copies the map. */
  public Attributes {
    byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  /**
   * Returns what is kept of what a device says: the first in the order of their names, long values
   * cut, and none under a name that is empty or too long.
   */
  public static Attributes kept(Map<String, String> said) {
    SortedMap<String, String> kept = new TreeMap<>();
    for (Map.Entry<String, String> attribute : new TreeMap<>(said).entrySet()) {
      if (kept.size() < MAX_COUNT && isName(attribute.getKey())) {
        kept.put(attribute.getKey(), cut(attribute.getValue()));
      }
    }
    return new Attributes(kept);
  }

  /**
   * Returns what is kept when a device says more.
   *
   * @param said values by name; with {@link Mode#REMOVE} only the names count
   */
  public Attributes with(Mode mode, Map<String, String> said) {
    Map<String, String> all = new TreeMap<>(mode == Mode.REPLACE ? Map.of() : byName);
    if (mode == Mode.REMOVE) {
      all.keySet().removeAll(said.keySet());
    } else {
      all.putAll(said);
    }
    return kept(all);
  }

  private static boolean isName(String name) {
    return !name.isEmpty() && name.length() <= MAX_LENGTH;
  }

  /** Half a character is none. */
  private static String cut(String value) {
    if (value.length() <= MAX_LENGTH) {
      return value;
    }
    boolean splits = Character.isHighSurrogate(value.charAt(MAX_LENGTH - 1));
    return value.substring(0, splits ? MAX_LENGTH - 1 : MAX_LENGTH);
  }
}
