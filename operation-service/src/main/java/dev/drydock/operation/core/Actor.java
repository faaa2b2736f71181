package dev.drydock.operation.core;

import org.jspecify.annotations.Nullable;

/**
 * Who did something. A member is null when it does not apply or is not known.
 *
 * @param applicationId the application
 * @param applicationName its display name
 * @param userId the user who delegated to it
 * @param userName that user's display name
 * @param deviceId the device, when one did it
 */
public record Actor(
    @Nullable String applicationId,
    @Nullable String applicationName,
    @Nullable String userId,
    @Nullable String userName,
    @Nullable String deviceId) {

  /** Drydock itself: it ends operations whose deadline has passed. */
  public static final Actor DRYDOCK = new Actor(null, "Drydock", null, null, null);

  /** Returns a device as the one who did it. */
  public static Actor of(Device device) {
    return new Actor(null, null, null, null, device.deviceId());
  }
}
