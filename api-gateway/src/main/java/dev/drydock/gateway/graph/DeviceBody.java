package dev.drydock.gateway.graph;

import dev.drydock.gateway.admission.DeviceDescription;
import dev.drydock.gateway.admission.DeviceDescription.Channel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body that registers or edits a device. */
final class DeviceBody {

  /** Graph's SDKs send it with some objects; OData lets a server ignore annotations. */
  private static final String ANNOTATION = "@odata.type";

  static final List<String> DEVICE_TYPES =
      List.of(
          "unknown",
          "ipPhone",
          "teamsRoom",
          "surfaceHub",
          "collaborationBar",
          "teamsDisplay",
          "touchConsole",
          "lowCostPhone",
          "teamsPanel",
          "sip");
  private static final String BRIDGE = "bridge";
  private static final String DDI = "ddi";
  private static final Set<String> MEMBERS =
      Set.of(
          ANNOTATION,
          "deviceType",
          "hardwareDetail",
          "companyAssetTag",
          "notes",
          "currentUser",
          "channel",
          "softwareVersions");
  private static final Set<String> HARDWARE =
      Set.of(ANNOTATION, "serialNumber", "uniqueId", "macAddresses", "manufacturer", "model");
  private static final Set<String> USER = Set.of(ANNOTATION, "id", "displayName");
  private static final int MAX_TEXT = 256;
  private static final int MAX_NOTES = 4096;
  private static final int MAX_ADDRESSES = 32;
  private static final int MAX_ADDRESS = 64;

  private DeviceBody() {}

  static DeviceDescription read(JsonMembers body) {
    body.requireOnly(MEMBERS);
    JsonMembers hardware = body.object("hardwareDetail");
    if (hardware != null) {
      hardware.requireOnly(HARDWARE);
    }
    JsonMembers user = body.object("currentUser");
    if (user != null) {
      user.requireOnly(USER);
    }
    return new DeviceDescription(
        body.oneOf("deviceType", DEVICE_TYPES, DEVICE_TYPES.get(0)),
        channel(body),
        text(hardware, "serialNumber"),
        text(hardware, "uniqueId"),
        hardware == null ? List.of() : hardware.texts("macAddresses", MAX_ADDRESSES, MAX_ADDRESS),
        text(hardware, "manufacturer"),
        text(hardware, "model"),
        text(body, "companyAssetTag"),
        body.prose("notes", MAX_NOTES),
        text(user, "id"),
        text(user, "displayName"));
  }

  /** Returns the versions that the device is said to run, by kind of software. */
  static Map<String, String> softwareVersions(JsonMembers body) {
    JsonMembers members = body.object("softwareVersions");
    if (members == null) {
      return Map.of();
    }
    members.requireOnly(Set.copyOf(SoftwareTypes.ALL));
    Map<String, String> versions = new LinkedHashMap<>();
    for (String softwareType : SoftwareTypes.ALL) {
      String version = members.text(softwareType, SoftwareTypes.MAX_VERSION_LENGTH);
      if (version != null) {
        versions.put(softwareType, version);
      }
    }
    return versions;
  }

  private static Channel channel(JsonMembers body) {
    return body.oneOf("channel", List.of(BRIDGE, DDI), BRIDGE).equals(DDI)
        ? Channel.DDI
        : Channel.BRIDGE;
  }

  private static @Nullable String text(@Nullable JsonMembers members, String name) {
    return members == null ? null : members.text(name, MAX_TEXT);
  }
}
