package dev.drydock.dispatcher.core;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller expects of a device for its request to be carried out. Decided here, since two
 * callers may have read the same.
 *
 * @param mustBeKnown whether the device must be known
 * @param mustBeUnknown whether it must not
 * @param oneOf of these the device must be one, or null when that does not matter
 * @param noneOf of these it must be none
 */
public record Precondition(
    boolean mustBeKnown, boolean mustBeUnknown, @Nullable List<Seen> oneOf, List<Seen> noneOf) {

  /** Holds for every device. */
  public static final Precondition NONE = new Precondition(false, false, null, List.of());

  /** Copies the lists. */
  public Precondition {
    oneOf = oneOf == null ? null : List.copyOf(oneOf);
    noneOf = List.copyOf(noneOf);
  }

  /**
   * A device as a caller has read it.
   *
   * @param registeredAt since when it was known: its revisions begin again with each registration
   * @param revision its revision
   */
  public record Seen(Instant registeredAt, int revision) {}

  boolean holds(@Nullable Registration registration) {
    return !(mustBeKnown && registration == null)
        && !(mustBeUnknown && registration != null)
        && (oneOf == null || oneOf.stream().anyMatch(seen -> isCurrent(seen, registration)))
        && noneOf.stream().noneMatch(seen -> isCurrent(seen, registration));
  }

  /** That a device has called since takes nothing away from what a caller knows of it. */
  private static boolean isCurrent(Seen seen, @Nullable Registration registration) {
    return registration != null
        && registration.registeredAt().equals(seen.registeredAt())
        && registration.editedIn() <= seen.revision()
        && seen.revision() <= registration.revision();
  }
}
