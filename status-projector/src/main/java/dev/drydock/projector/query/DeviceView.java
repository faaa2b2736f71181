package dev.drydock.projector.query;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.drydock.projector.core.Actor;
import dev.drydock.projector.core.DeviceDescription;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device in an answer. Times are milliseconds since 1970.
 *
 * @param tenantId the tenant
 * @param deviceId the device within the tenant
 * @param revision 1 or more
 * @param description what is known of it; its members stand beside the others
 * @param softwareVersions versions that it runs, by kind of software; empty when none is known
 * @param registeredAt when it was registered
 * @param registeredBy who registered it
 * @param modifiedAt when the description was last changed
 * @param modifiedBy who changed it
 * @param lastSeenAt when the device was last heard of, to about a minute; null when it never was
 * @param attributes what it tells of itself; empty when it never did
 */
record DeviceView(
    String tenantId,
    String deviceId,
    int revision,
    @JsonUnwrapped DeviceDescription description,
    Map<String, String> softwareVersions,
    long registeredAt,
    Actor registeredBy,
    long modifiedAt,
    Actor modifiedBy,
    @Nullable Long lastSeenAt,
    Map<String, String> attributes) {}
