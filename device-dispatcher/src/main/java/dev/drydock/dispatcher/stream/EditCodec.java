package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.Edit;
import dev.drydock.dispatcher.core.Precondition;
import dev.drydock.messages.Device;
import dev.drydock.messages.DeviceDescription;
import dev.drydock.messages.DevicePreconditions;
import dev.drydock.messages.DeviceRevision;
import dev.drydock.messages.RegisterDevice;
import dev.drydock.schemas.DeviceMembers;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns what a caller says of a device into what is known of it, and what it expects. */
final class EditCodec {

  /** Microsoft Graph's word for a type that was never said. */
  static final String UNKNOWN_TYPE = "unknown";

  private EditCodec() {}

  static Precondition precondition(@Nullable DevicePreconditions expected) {
    if (expected == null) {
      return Precondition.NONE;
    }
    return new Precondition(
        expected.getMustBeKnown(),
        expected.getMustBeUnknown(),
        expected.getOneOf() == null ? null : seen(expected.getOneOf()),
        seen(expected.getNoneOf()));
  }

  /**
   * Describes a device as it is after an edit, except for its channel and versions.
   *
   * @param last what was told of it before, or null when nothing was
   */
  static void describe(Device.Builder device, RegisterDevice request, @Nullable Device last) {
    DeviceDescription said = request.getDescription();
    Members members = new Members(DockInputCodec.edit(request), last);
    String type = members.member("deviceType", said.getDeviceType(), Device::getDeviceType);
    device
        .setDeviceType(type == null ? UNKNOWN_TYPE : type)
        .setSerialNumber(
            members.member("serialNumber", said.getSerialNumber(), Device::getSerialNumber))
        .setUniqueId(members.member("uniqueId", said.getUniqueId(), Device::getUniqueId))
        .setMacAddresses(members.member("macAddresses", addresses(said), Device::getMacAddresses))
        .setManufacturer(
            members.member("manufacturer", said.getManufacturer(), Device::getManufacturer))
        .setModel(members.member("model", said.getModel(), Device::getModel))
        .setCompanyAssetTag(
            members.member(
                "companyAssetTag", said.getCompanyAssetTag(), Device::getCompanyAssetTag))
        .setNotes(members.member("notes", said.getNotes(), Device::getNotes))
        .setCurrentUserId(
            members.member("currentUserId", said.getCurrentUserId(), Device::getCurrentUserId))
        .setCurrentUserName(
            members.member(
                "currentUserName", said.getCurrentUserName(), Device::getCurrentUserName));
  }

  private record Members(Edit edit, @Nullable Device last) {

    @Nullable String member(
        String name, @Nullable String said, Function<Device, @Nullable String> known) {
      return edit.member(name, said, last == null ? null : known.apply(last));
    }
  }

  private static @Nullable String addresses(DeviceDescription said) {
    return said.getMacAddresses() == null
        ? null
        : DeviceMembers.macAddressesText(said.getMacAddresses());
  }

  private static List<Precondition.Seen> seen(List<DeviceRevision> revisions) {
    return revisions.stream()
        .map(seen -> new Precondition.Seen(seen.getRegisteredAt(), seen.getRevision()))
        .toList();
  }
}
