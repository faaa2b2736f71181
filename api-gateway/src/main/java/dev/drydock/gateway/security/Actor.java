package dev.drydock.gateway.security;

import org.jspecify.annotations.Nullable;

/**
 * Who did something: an application, with a user where the token was delegated, or a device.
 *
 * @param applicationId the application's id
 * @param applicationName its display name
 * @param userId the user's id
 * @param userName the user's display name
 * @param deviceId the device's id
 */
public record Actor(
    @Nullable String applicationId,
    @Nullable String applicationName,
    @Nullable String userId,
    @Nullable String userName,
    @Nullable String deviceId) {}
