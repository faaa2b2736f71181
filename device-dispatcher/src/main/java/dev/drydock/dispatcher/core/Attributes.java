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
