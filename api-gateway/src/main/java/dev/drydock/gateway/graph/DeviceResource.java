package dev.drydock.gateway.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.drydock.view.DeviceDescription;
import dev.drydock.view.DeviceView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A device's JSON: teamworkDevice, and at the end what Graph never had. */
record DeviceResource(
    @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("@odata.context")
        @Nullable String context,
    @JsonProperty("@odata.type") String type,
    String id,
    String deviceType,
    HardwareDetail hardwareDetail,
    String healthStatus,
    String activityState,
    @Nullable String companyAssetTag,
    @Nullable String notes,
    IdentitySet.@Nullable Identity currentUser,
    @Nullable String createdDateTime,
    @Nullable IdentitySet createdBy,
    @Nullable String lastModifiedDateTime,
    @Nullable IdentitySet lastModifiedBy,
    String channel,
    Map<String, String> softwareVersions,
    int revision,
    @Nullable String lastSeenDateTime,
    Map<String, String> attributes) {

  /** Graph's word for what is not known. */
  private static final String UNKNOWN = "unknown";

  record HardwareDetail(
      @Nullable String serialNumber,
      @Nullable String uniqueId,
      List<String> macAddresses,
      @Nullable String manufacturer,
      @Nullable String model) {}

  /**
   * Returns a device's JSON.
   *
   * @param context where it stands alone; null for an item of a collection
   * @param healthStatus how fresh its software is
   */
  static DeviceResource of(@Nullable String context, DeviceView device, String healthStatus) {
    DeviceDescription known = device.description();
    return new DeviceResource(
        context,
        "#microsoft.graph.teamworkDevice",
        device.deviceId(),
        known.deviceType(),
        new HardwareDetail(
            known.serialNumber(),
            known.uniqueId(),
            known.macAddresses(),
            known.manufacturer(),
            known.model()),
        healthStatus,
        UNKNOWN,
        known.companyAssetTag(),
        known.notes(),
        IdentitySet.identity(known.currentUserId(), known.currentUserName()),
        GraphTimes.formatMs(device.registeredAt()),
        IdentitySet.of(device.registeredBy()),
        GraphTimes.formatMs(device.modifiedAt()),
        IdentitySet.of(device.modifiedBy()),
        known.channel(),
        device.softwareVersions(),
        device.revision(),
        GraphTimes.formatMs(device.lastSeenAt()),
        device.attributes());
  }
}
