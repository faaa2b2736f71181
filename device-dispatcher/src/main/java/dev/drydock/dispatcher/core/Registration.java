package dev.drydock.dispatcher.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a device is known, since when and by whom.
 *
 * @param revision counts the changes of what is known of it from 1
 * @param registeredAt when it was registered
 * @param registeredBy who registered it
 * @param runs what it runs
 */
public record Registration(
    int revision, Instant registeredAt, Caller registeredBy, SoftwareVersions runs) {

  Registration next(SoftwareVersions nowRuns) {
    return new Registration(revision + 1, registeredAt, registeredBy, nowRuns);
  }

  /**
   * A caller, as the request named it. A member is null when the request did not.
   *
   * @param applicationId the application
   * @param applicationName its display name
   * @param userId the user who delegated to it
   * @param userName that user's display name
   * @param deviceId the device, when one registered itself
   */
  public record Caller(
      @Nullable String applicationId,
      @Nullable String applicationName,
      @Nullable String userId,
      @Nullable String userName,
      @Nullable String deviceId) {}
}
