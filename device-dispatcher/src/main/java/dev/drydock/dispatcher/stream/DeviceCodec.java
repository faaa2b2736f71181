package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.Attributes;
import dev.drydock.dispatcher.core.Registration;
import dev.drydock.messages.Actor;
import dev.drydock.messages.AttributesMode;
import dev.drydock.messages.Device;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceChannel;
import dev.drydock.messages.OperationStatus;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.schemas.ActorMembers;
import dev.drydock.schemas.CauseMembers;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.DeviceMembers;
import dev.drydock.stream.Inbound;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Turns what is known of a device into the record that tells everybody. */
final class DeviceCodec {

  private static final ActorMembers REGISTERED_BY =
      new ActorMembers(Device.getClassSchema(), "registeredBy");
  private static final ActorMembers MODIFIED_BY =
      new ActorMembers(Device.getClassSchema(), "modifiedBy");
  private static final CauseMembers CAUSE = new CauseMembers(Device.getClassSchema());
  private static final ActorMembers LAST_ACTION_BY =
      new ActorMembers(OperationStatus.getClassSchema(), "lastActionBy");

  private DeviceCodec() {}

  /**
   * Returns a device as a caller has registered or edited it, or as it has made itself known.
   *
   * @param last what was told of it before, or null when nothing was
   */
  static Device registered(
      Registration registration, Inbound inbound, DeviceKey device, @Nullable Device last) {
    Device.Builder now =
        Device.newBuilder()
            .setDeviceKey(device.toString())
            .setTenantId(device.tenantId())
            .setDeviceId(device.deviceId())
            .setRevision(registration.revision())
            .setRegisteredAt(registration.registeredAt())
            .setChannel(channel(registration))
            .setModifiedAt(inbound.at())
            .setCausePartition(0)
            .setLastSeenAt(registration.lastSeenAt())
            .setAttributes(attributes(last, inbound.value()));
    describe(now, inbound.value(), last);
    Device described = now.build();
    REGISTERED_BY.set(described, actor(registration.registeredBy()));
    MODIFIED_BY.set(described, author(inbound.value()));
    CAUSE.set(described, inbound.cause());
    DeviceMembers.setSoftwareVersions(described, registration.runs().byType());
    return described;
  }

  /** Of a device that made itself known nothing is known but how it is reached. */
  private static void describe(Device.Builder device, SpecificRecord value, @Nullable Device last) {
    if (value instanceof UpdateCommand command) {
      EditCodec.describe(device, command.getRegisterDevice(), last);
    } else {
      device.setDeviceType(EditCodec.UNKNOWN_TYPE);
    }
  }

  /** Returns a device that was told of before, as it is since its word or an operation's end. */
  static Device changed(Device last, Registration registration, Inbound inbound) {
    Device known =
        Device.newBuilder(last)
            .setChannel(channel(registration))
            .setAttributes(attributes(last, inbound.value()))
            .build();
    DeviceMembers.setSoftwareVersions(known, registration.runs().byType());
    // that it called changes nothing of what it is
    boolean isSightOnly = known.equals(last);
    Device now =
        Device.newBuilder(known)
            .setRevision(registration.revision())
            .setModifiedAt(isSightOnly ? last.getModifiedAt() : inbound.at())
            .setLastSeenAt(registration.lastSeenAt())
            .build();
    if (!isSightOnly) {
      MODIFIED_BY.set(now, author(inbound.value()));
    }
    CAUSE.set(now, inbound.cause());
    return now;
  }

  private static @Nullable String attributes(@Nullable Device last, SpecificRecord value) {
    SortedMap<String, String> known =
        last == null ? new TreeMap<>() : DeviceMembers.attributes(last);
    return DeviceMembers.attributesText(attributes(known, value));
  }

  /** Returns a device's attributes after a record, by those that were told before. */
  static SortedMap<String, String> attributes(
      SortedMap<String, String> last, SpecificRecord value) {
    if (!(value instanceof DeviceAck ack) || !ack.getKind().equals(DeviceAckKind.HELLO)) {
      return last;
    }
    return Attributes.kept(last).with(mode(ack), ack.getAttributes()).byName();
  }

  /** Returns what a hello says of its attributes, or null when it says nothing that is known. */
  static Attributes.@Nullable Mode saidMode(DeviceAck hello) {
    String mode = hello.getAttributesMode();
    return mode == null
        ? null
        : switch (mode) {
          case AttributesMode.MERGE -> Attributes.Mode.MERGE;
          case AttributesMode.REPLACE -> Attributes.Mode.REPLACE;
          case AttributesMode.REMOVE -> Attributes.Mode.REMOVE;
          default -> null;
        };
  }

  /** A hello that does not say takes nothing back when it tells nothing. */
  private static Attributes.Mode mode(DeviceAck hello) {
    Attributes.Mode said = saidMode(hello);
    if (said != null) {
      return said;
    }
    return Attributes.kept(hello.getAttributes()).byName().isEmpty()
        ? Attributes.Mode.MERGE
        : Attributes.Mode.REPLACE;
  }

  /** A device may come to be reached in another way. */
  private static String channel(Registration registration) {
    return switch (registration.channel()) {
      case BRIDGE -> DeviceChannel.BRIDGE;
      case DDI -> DeviceChannel.DDI;
    };
  }

  private static Actor author(SpecificRecord value) {
    if (value instanceof UpdateCommand command) {
      return command.getRequestedBy();
    }
    return value instanceof DeviceAck ack
        ? new Actor(null, null, null, null, ack.getDeviceId())
        : LAST_ACTION_BY.in(value);
  }

  private static Actor actor(Registration.Caller caller) {
    return new Actor(
        caller.applicationId(),
        caller.applicationName(),
        caller.userId(),
        caller.userName(),
        caller.deviceId());
  }
}
