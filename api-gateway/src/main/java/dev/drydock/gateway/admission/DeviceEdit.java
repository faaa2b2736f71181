package dev.drydock.gateway.admission;

import dev.drydock.messages.DeviceDescription;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says of a device. What it does not say, or null here, stays as it is known.
 *
 * @param deviceType type in Microsoft Graph's words
 * @param channel how the device is reached: bridge or ddi
 * @param serialNumber serial number
 * @param uniqueId the hardware's unique id
 * @param macAddresses MAC addresses
 * @param manufacturer manufacturer
 * @param model model
 * @param companyAssetTag the owner's asset tag
 * @param notes the owner's notes
 * @param currentUserId who is signed in on the device
 * @param currentUserName that user's display name
 * @param softwareVersions versions that the device is said to run, by kind of software
 * @param cleared names of these members whose values are not known any more; {@code
 *     softwareVersions.firmware} is the version of one kind
 */
public record DeviceEdit(
    @Nullable String deviceType,
    @Nullable String channel,
    @Nullable String serialNumber,
    @Nullable String uniqueId,
    @Nullable List<String> macAddresses,
    @Nullable String manufacturer,
    @Nullable String model,
    @Nullable String companyAssetTag,
    @Nullable String notes,
    @Nullable String currentUserId,
    @Nullable String currentUserName,
    Map<String, String> softwareVersions,
    Set<String> cleared) {

  /** Copies the versions and the names. */
  public DeviceEdit {
    softwareVersions = Map.copyOf(softwareVersions);
    cleared = Set.copyOf(cleared);
  }

  DeviceDescription description() {
    return new DeviceDescription(
        deviceType,
        channel,
        serialNumber,
        uniqueId,
        macAddresses,
        manufacturer,
        model,
        companyAssetTag,
        notes,
        currentUserId,
        currentUserName);
  }
}
