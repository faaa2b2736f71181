package dev.drydock.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a device besides its id; null where it is not known.
 *
 * @param deviceType type in Microsoft Graph's words
 * @param channel how the device is reached: {@code bridge} or {@code ddi}
 * @param serialNumber serial number
 * @param uniqueId the hardware's unique id
 * @param macAddresses MAC addresses; empty when not known
 * @param manufacturer manufacturer
 * @param model model
 * @param companyAssetTag the owner's asset tag
 * @param notes the owner's notes
 * @param currentUserId id of the user signed in on the device
 * @param currentUserName display name of that user
 */
public record DeviceDescription(
    String deviceType,
    String channel,
    @Nullable String serialNumber,
    @Nullable String uniqueId,
    List<String> macAddresses,
    @Nullable String manufacturer,
    @Nullable String model,
    @Nullable String companyAssetTag,
    @Nullable String notes,
    @Nullable String currentUserId,
    @Nullable String currentUserName) {

  /** Copies the addresses. */
  public DeviceDescription {
    macAddresses = List.copyOf(macAddresses);
  }
}
