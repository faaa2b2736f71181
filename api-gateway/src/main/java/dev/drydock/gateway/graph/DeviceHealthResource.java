package dev.drydock.gateway.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.drydock.gateway.graph.SoftwareHealth.Freshness;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A device's health as JSON: the part of teamworkDeviceHealth that is about software. */
record DeviceHealthResource(
    @JsonProperty("@odata.context") String context,
    @JsonProperty("@odata.type") String type,
    String id,
    Connection connection,
    SoftwareUpdateHealth softwareUpdateHealth) {

  /**
   * Whether the device is reached.
   *
   * @param connectionStatus unknown: devices are reached through a bridge, which does not tell
   * @param lastModifiedDateTime since when it is so, or null
   */
  record Connection(String connectionStatus, @Nullable String lastModifiedDateTime) {}

  record SoftwareUpdateHealth(
      @Nullable Freshness adminAgentSoftwareUpdateStatus,
      @Nullable Freshness companyPortalSoftwareUpdateStatus,
      @Nullable Freshness firmwareSoftwareUpdateStatus,
      @Nullable Freshness operatingSystemSoftwareUpdateStatus,
      @Nullable Freshness partnerAgentSoftwareUpdateStatus,
      @Nullable Freshness teamsClientSoftwareUpdateStatus) {}

  /**
   * Returns the JSON.
   *
   * @param known how fresh the device's software is, by kind
   */
  static DeviceHealthResource of(String context, String deviceId, Map<String, Freshness> known) {
    return new DeviceHealthResource(
        context,
        "#microsoft.graph.teamworkDeviceHealth",
        deviceId,
        new Connection("unknown", null),
        new SoftwareUpdateHealth(
            known.get("adminAgent"),
            known.get("companyPortal"),
            known.get("firmware"),
            known.get("operatingSystem"),
            known.get("partnerAgent"),
            known.get("teamsClient")));
  }
}
