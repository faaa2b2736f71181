package dev.drydock.view;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device as the view has it. Times are milliseconds since 1970.
 *
 * @param tenantId the tenant
 * @param deviceId the device
 * @param revision counts the device's changes from 1
 * @param description what is known of it besides
 * @param softwareVersions versions that it runs by kind of software, empty when none is known
 * @param registeredAt when the device became known
 * @param registeredBy who registered it
 * @param modifiedAt when it was last changed
 * @param modifiedBy who changed it
 * @param lastSeenAt when it last called or reported, to about a minute, or null
 * @param attributes what it tells of itself, empty when none is known
 */
public record DeviceView(
    String tenantId,
    String deviceId,
    int revision,
    DeviceDescription description,
    Map<String, String> softwareVersions,
    long registeredAt,
    Actor registeredBy,
    long modifiedAt,
    Actor modifiedBy,
    @Nullable Long lastSeenAt,
    Map<String, String> attributes) {}
