package dev.drydock.gateway.graph;

import dev.drydock.gateway.admission.DeviceEdit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body that registers or edits a device. A member that is absent leaves what is known;
 * null clears it, other than the channel: each device is reached in some way.
 */
final class DeviceBody {

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

  private static final String DEVICE_TYPE = "deviceType";
  private static final String CHANNEL = "channel";
  private static final String HARDWARE = "hardwareDetail";
  private static final String MAC_ADDRESSES = "macAddresses";
  private static final String TAG = "companyAssetTag";
  private static final String NOTES = "notes";
  private static final String USER = "currentUser";
  private static final String VERSIONS = "softwareVersions";

  /** The last ten are a device's GET's alone: a body that was read can be sent back as it is. */
  private static final Set<String> MEMBERS =
      Set.of(
          DEVICE_TYPE,
          HARDWARE,
          TAG,
          NOTES,
          USER,
          CHANNEL,
          VERSIONS,
          "id",
          "healthStatus",
          "activityState",
          "createdDateTime",
          "createdBy",
          "lastModifiedDateTime",
          "lastModifiedBy",
          "revision",
          "lastSeenDateTime",
          "attributes");

  private static final Set<String> HARDWARE_MEMBERS =
      Set.of("serialNumber", "uniqueId", MAC_ADDRESSES, "manufacturer", "model");
  private static final Set<String> USER_MEMBERS = Set.of("id", "displayName");
  private static final List<String> CHANNELS = List.of("bridge", "ddi");
  private static final int MAX_TEXT = 256;
  private static final int MAX_NOTES = 4096;
  private static final int MAX_ADDRESSES = 32;
  private static final int MAX_ADDRESS = 64;

  private final JsonMembers body;
  private final Set<String> cleared = new HashSet<>();

  private DeviceBody(JsonMembers body) {
    this.body = body;
  }

  /**
   * Returns what a body says of a device; throws a 400.
   *
   * @param deviceId the device of the path: a body that says that it is another's is a mistake
   */
  static DeviceEdit read(JsonMembers body, String deviceId) {
    body.requireOnlyBesideAnnotations(MEMBERS);
    String id = body.text("id", Integer.MAX_VALUE);
    if (id != null && !id.equals(deviceId)) {
      throw body.invalid("id", "to be that of the path, or absent");
    }
    return new DeviceBody(body).edit();
  }

  private DeviceEdit edit() {
    JsonMembers hardware = hardware();
    JsonMembers user = user();
    return new DeviceEdit(
        clearedByNull(body, DEVICE_TYPE, body.oneOf(DEVICE_TYPE, DEVICE_TYPES)),
        body.oneOf(CHANNEL, CHANNELS),
        text(hardware, "serialNumber"),
        text(hardware, "uniqueId"),
        addresses(hardware),
        text(hardware, "manufacturer"),
        text(hardware, "model"),
        text(body, TAG),
        clearedByNull(body, NOTES, body.prose(NOTES, MAX_NOTES)),
        user == null ? null : user.text("id", MAX_TEXT),
        user == null ? null : user.text("displayName", MAX_TEXT),
        versions(),
        cleared);
  }

  private @Nullable JsonMembers hardware() {
    JsonMembers hardware = body.object(HARDWARE);
    if (hardware != null) {
      hardware.requireOnlyBesideAnnotations(HARDWARE_MEMBERS);
    } else if (body.isNull(HARDWARE)) {
      cleared.addAll(HARDWARE_MEMBERS);
    }
    return hardware;
  }

  /** A user is one value: the name of one does not go with the id of another. */
  private @Nullable JsonMembers user() {
    JsonMembers user = body.object(USER);
    if (user != null) {
      user.requireOnlyBesideAnnotations(USER_MEMBERS);
    }
    if (user != null || body.isNull(USER)) {
      cleared.addAll(Set.of("currentUserId", "currentUserName"));
    }
    return user;
  }

  private Map<String, String> versions() {
    JsonMembers members = body.object(VERSIONS);
    if (members == null) {
      clearedByNull(body, VERSIONS, null);
      return Map.of();
    }
    members.requireOnlyBesideAnnotations(Set.copyOf(SoftwareTypes.ALL));
    Map<String, String> versions = new LinkedHashMap<>();
    for (String softwareType : SoftwareTypes.ALL) {
      String version = members.text(softwareType, SoftwareTypes.MAX_VERSION_LENGTH);
      if (version != null) {
        versions.put(softwareType, version);
      } else if (members.isNull(softwareType)) {
        cleared.add(VERSIONS + '.' + softwareType);
      }
    }
    return versions;
  }

  /** Null and an empty array are the same. A device's record parts the addresses by commas. */
  private @Nullable List<String> addresses(@Nullable JsonMembers hardware) {
    List<String> addresses =
        hardware == null ? List.of() : hardware.texts(MAC_ADDRESSES, MAX_ADDRESSES, MAX_ADDRESS);
    if (hardware != null && addresses.stream().anyMatch(address -> address.contains(","))) {
      throw hardware.invalid(MAC_ADDRESSES, "to hold one address in each text, without commas");
    }
    if (addresses.isEmpty() && hardware != null && hardware.has(MAC_ADDRESSES)) {
      cleared.add(MAC_ADDRESSES);
    }
    return addresses.isEmpty() ? null : addresses;
  }

  private @Nullable String text(@Nullable JsonMembers members, String name) {
    return members == null ? null : clearedByNull(members, name, members.text(name, MAX_TEXT));
  }

  private <T> @Nullable T clearedByNull(JsonMembers members, String name, @Nullable T value) {
    if (members.isNull(name)) {
      cleared.add(name);
    }
    return value;
  }
}
