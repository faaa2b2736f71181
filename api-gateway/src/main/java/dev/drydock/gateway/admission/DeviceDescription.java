package dev.drydock.gateway.admission;

import dev.drydock.messages.DeviceChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says of a device.
 *
 * @param deviceType type in Microsoft Graph's words
 * @param channel how the device is reached
 * @param serialNumber serial number, or null
 * @param uniqueId the hardware's unique id, or null
 * @param macAddresses MAC addresses
 * @param manufacturer manufacturer, or null
 * @param model model, or null
 * @param companyAssetTag the owner's asset tag, or null
 * @param notes the owner's notes, or null
 * @param currentUserId who is signed in on the device, or null
 * @param currentUserName that user's display name, or null
 */
public record DeviceDescription(
    String deviceType,
    Channel channel,
    @Nullable String serialNumber,
    @Nullable String uniqueId,
    List<String> macAddresses,
    @Nullable String manufacturer,
    @Nullable String model,
    @Nullable String companyAssetTag,
    @Nullable String notes,
    @Nullable String currentUserId,
    @Nullable String currentUserName) {

  /** How a device is reached. */
  public enum Channel {
    /** Something else reads its commands from Kafka and writes its acks there. */
    BRIDGE,
    /** It asks for its updates over HTTP. */
    DDI
  }

  dev.drydock.messages.DeviceDescription toMessage() {
    return dev.drydock.messages.DeviceDescription.newBuilder()
        .setDeviceType(deviceType)
        .setChannel(channel == Channel.DDI ? DeviceChannel.DDI : DeviceChannel.BRIDGE)
        .setSerialNumber(serialNumber)
        .setUniqueId(uniqueId)
        .setMacAddresses(macAddresses)
        .setManufacturer(manufacturer)
        .setModel(model)
        .setCompanyAssetTag(companyAssetTag)
        .setNotes(notes)
        .setCurrentUserId(currentUserId)
        .setCurrentUserName(currentUserName)
        .build();
  }
}
