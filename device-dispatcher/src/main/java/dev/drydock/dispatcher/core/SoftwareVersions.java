package dev.drydock.dispatcher.core;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which version of each kind of software a device runs, as far as that is known.
 *
 * @param byType versions by kind, at most {@value #MAX_TYPES}; both of 1 to {@value #MAX_LENGTH}
 *     characters
 */
public record SoftwareVersions(SortedMap<String, String> byType) {

  /** How many kinds of software are kept of a device; Microsoft Graph knows six. */
  public static final int MAX_TYPES = 32;

  /** How long a kind or a version may be, in UTF-16 units. */
  public static final int MAX_LENGTH = 128;

  /** Of a device of which nothing is known. */
  public static final SoftwareVersions NONE = of(Map.of());

  /** Copies the map; throws {@link IllegalArgumentException} when it does not fit. */
  public SoftwareVersions {
    if (!fit(byType)) {
      throw new IllegalArgumentException(
          "Expected versions of at most "
              + MAX_TYPES
              + " kinds of software, all of 1 to "
              + MAX_LENGTH
              + " characters, but they are "
              + byType);
    }
    byType = Collections.unmodifiableSortedMap(new TreeMap<>(byType));
  }

  /**
   * Returns the versions in a map; throws {@link IllegalArgumentException} when it does not fit.
   */
  public static SoftwareVersions of(Map<String, String> byType) {
    return new SoftwareVersions(new TreeMap<>(byType));
  }

  /** Tells whether a map is within the bounds. */
  public static boolean fit(Map<String, String> byType) {
    return byType.size() <= MAX_TYPES
        && byType.entrySet().stream().allMatch(e -> fits(e.getKey()) && fits(e.getValue()));
  }

  /** Returns these with one version set; what goes beyond the bounds is not noted. */
  SoftwareVersions with(Software software) {
    SortedMap<String, String> more = new TreeMap<>(byType);
    more.put(software.type(), software.version());
    return fit(more) ? new SoftwareVersions(more) : this;
  }

  /** Returns these with others set, in the order of the kinds as far as the bounds allow. */
  SoftwareVersions with(SoftwareVersions others) {
    SoftwareVersions merged = this;
    for (Map.Entry<String, String> other : others.byType.entrySet()) {
      merged = merged.with(new Software(other.getKey(), other.getValue()));
    }
    return merged;
  }

  private static boolean fits(String text) {
    return !text.isEmpty() && text.length() <= MAX_LENGTH;
  }
}
