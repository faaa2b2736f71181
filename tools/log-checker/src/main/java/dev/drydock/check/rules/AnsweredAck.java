package dev.drydock.check.rules;

import org.jspecify.annotations.Nullable;

/**
 * An ack that its sender was told is kept. Who sent the same twice and was told so twice names it
 * twice.
 *
 * @param device the device's key, {@code tenantId/deviceId}
 * @param operationId the operation
 * @param kind what the device said
 * @param progress how far, in the device's own words, or null when it did not say
 */
public record AnsweredAck(
    String device, String operationId, String kind, @Nullable String progress) {}
