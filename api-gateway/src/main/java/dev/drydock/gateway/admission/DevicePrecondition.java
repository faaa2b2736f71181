package dev.drydock.gateway.admission;

import dev.drydock.messages.DevicePreconditions;
import dev.drydock.messages.DeviceRevision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller expects of a device. Its dock decides it: two callers may have read the same.
 *
 * @param mustBeKnown whether the device must be known
 * @param mustBeUnknown whether it must not
 * @param oneOf of these it must be one, or null when that does not matter
 * @param noneOf of these it must be none
 */
public record DevicePrecondition(
    boolean mustBeKnown, boolean mustBeUnknown, @Nullable List<Seen> oneOf, List<Seen> noneOf) {

  /**
   * A device as a caller has read it.
   *
   * @param registeredAt since when it was known
   * @param revision its revision
   */
  public record Seen(Instant registeredAt, int revision) {

    private DeviceRevision toMessage() {
      return new DeviceRevision(registeredAt, revision);
    }
  }

  /** Returns null when nothing is expected. */
  @Nullable DevicePreconditions toMessage() {
    return mustBeKnown || mustBeUnknown || oneOf != null || !noneOf.isEmpty()
        ? new DevicePreconditions(mustBeKnown, mustBeUnknown, messages(oneOf), messages(noneOf))
        : null;
  }

  private static @Nullable List<DeviceRevision> messages(@Nullable List<Seen> seen) {
    return seen == null ? null : seen.stream().map(Seen::toMessage).toList();
  }
}
