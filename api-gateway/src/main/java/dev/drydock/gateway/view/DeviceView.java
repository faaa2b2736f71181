package dev.drydock.gateway.view;

import dev.drydock.gateway.security.Actor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device as the view has it. Times are milliseconds since 1970.
 *
 * @param tenantId the tenant
 * @param deviceId the device
 * @param revision counts the device's changes from 1
 * @param deviceType type in Microsoft Graph's words
 * @param channel bridge or ddi
 * @param serialNumber serial number, or null
 * @param uniqueId the hardware's unique id, or null
 * @param macAddresses MAC addresses
 * @param manufacturer manufacturer, or null
 * @param model model, or null
 * @param companyAssetTag the owner's asset tag, or null
 * @param notes the owner's notes, or null
 * @param currentUserId who is signed in on the device, or null
 * @param currentUserName that user's display name, or null
 * @param softwareVersions versions that it runs by kind of software, or null when nothing is known
 * @param registeredAt when the device became known
 * @param registeredBy who registered it
 * @param modifiedAt when it was last changed
 * @param modifiedBy who changed it
 * @param lastSeenAt when it was last heard of, to about a minute, or null
 * @param attributes what it tells of itself, or null when nothing is known
 */
public record DeviceView(
    String tenantId,
    String deviceId,
    int revision,
    String deviceType,
    String channel,
    @Nullable String serialNumber,
    @Nullable String uniqueId,
    @Nullable List<String> macAddresses,
    @Nullable String manufacturer,
    @Nullable String model,
    @Nullable String companyAssetTag,
    @Nullable String notes,
    @Nullable String currentUserId,
    @Nullable String currentUserName,
    @Nullable Map<String, String> softwareVersions,
    long registeredAt,
    @Nullable Actor registeredBy,
    long modifiedAt,
    @Nullable Actor modifiedBy,
    @Nullable Long lastSeenAt,
    @Nullable Map<String, String> attributes) {}
