package dev.drydock.view;

import org.jspecify.annotations.Nullable;

/**
 * Who did something: an application, with a user where the token was delegated, or a device.
 *
 * @param applicationId application's id; null for a device and for Drydock itself
 * @param applicationName application's display name; null when not known
 * @param userId user's id; null unless a user delegated the token
 * @param userName user's display name; null when not known
 * @param deviceId the device; null unless a device did it
 */
public record Actor(
    @Nullable String applicationId,
    @Nullable String applicationName,
    @Nullable String userId,
    @Nullable String userName,
    @Nullable String deviceId) {}
