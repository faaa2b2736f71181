package dev.drydock.dispatcher.core;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a caller changes of what is known of a device. What it does not name stays.
 *
 * @param channel how the device is reached from now on, or null to leave that
 * @param runs versions that it is said to run
 * @param cleared names of the members that are not known any more; {@value #VERSIONS} stands for
 *     the versions of all kinds of software, {@code softwareVersions.firmware} for that of one
 */
public record Edit(@Nullable Channel channel, SoftwareVersions runs, Set<String> cleared) {

  /** The member with the versions. */
  public static final String VERSIONS = "softwareVersions";

  /** Copies the names. */
  public Edit {
    cleared = Set.copyOf(cleared);
  }

  /**
   * Returns a member as it is afterwards.
   *
   * @param name the member's name
   * @param said what the caller says, or null when it says nothing
   * @param known what was known, or null when nothing was
   */
  public <T> @Nullable T member(String name, @Nullable T said, @Nullable T known) {
    if (said != null) {
      return said;
    }
    return cleared.contains(name) ? null : known;
  }

  /** A device that is new is one behind a bridge unless that is said. */
  Channel channel(@Nullable Registration known) {
    if (channel != null) {
      return channel;
    }
    return known == null ? Channel.BRIDGE : known.channel();
  }

  SoftwareVersions runs(SoftwareVersions known) {
    SortedMap<String, String> kept = new TreeMap<>(known.byType());
    kept.keySet()
        .removeIf(type -> cleared.contains(VERSIONS) || cleared.contains(VERSIONS + '.' + type));
    return new SoftwareVersions(kept).with(runs);
  }
}
