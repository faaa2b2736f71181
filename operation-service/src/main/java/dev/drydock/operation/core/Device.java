package dev.drydock.operation.core;

/**
 * A device.
 *
 * @param tenantId the tenant that owns it
 * @param deviceId its id within the tenant
 */
public record Device(String tenantId, String deviceId) {}
