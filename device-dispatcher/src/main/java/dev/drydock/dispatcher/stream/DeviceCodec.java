package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.Attributes;
import dev.drydock.dispatcher.core.Registration;
import dev.drydock.messages.Actor;
import dev.drydock.messages.AttributesMode;
import dev.drydock.messages.Device;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceChannel;
import dev.drydock.messages.DeviceDescription;
import dev.drydock.messages.OperationStatus;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.stream.Inbound;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Turns what is known of a device into the record that tells everybody. */
final class DeviceCodec {

  private DeviceCodec() {}

  /**
   * Returns a device as a caller has registered or edited it, or as it has made itself known.
   *
   * @param last what was told of it before, or null when nothing was
   */
  static Device registered(
      Registration registration, Inbound inbound, DeviceKey device, @Nullable Device last) {
    return Device.newBuilder()
        .setTenantId(device.tenantId())
        .setDeviceId(device.deviceId())
        .setRevision(registration.revision())
        .setDescription(description(inbound.value()))
        .setRegisteredAt(registration.registeredAt())
        .setRegisteredBy(actor(registration.registeredBy()))
        .setModifiedAt(inbound.at())
        .setModifiedBy(author(inbound.value()))
        .setCause(inbound.cause())
        .setSoftwareVersions(registration.runs().byType())
        .setLastSeenAt(registration.lastSeenAt())
        .setAttributes(attributes(last == null ? Map.of() : last.getAttributes(), inbound.value()))
        .build();
  }

  /** Of a device that made itself known nothing is known but how it is reached. */
  private static DeviceDescription description(SpecificRecord value) {
    return value instanceof UpdateCommand command
        ? command.getRegisterDevice().getDescription()
        : DeviceDescription.newBuilder().setChannel(((DeviceAck) value).getChannel()).build();
  }

  /** Returns a device that was told of before, as it is since its word or an operation's end. */
  static Device changed(Device last, Registration registration, Inbound inbound) {
    Map<String, String> attributes = attributes(last.getAttributes(), inbound.value());
    DeviceDescription description = description(last, registration);
    Map<String, String> runs = registration.runs().byType();
    Device.Builder now =
        Device.newBuilder(last)
            .setRevision(registration.revision())
            .setDescription(description)
            .setCause(inbound.cause())
            .setSoftwareVersions(runs)
            .setLastSeenAt(registration.lastSeenAt())
            .setAttributes(attributes);
    // that it was heard of changes nothing of what it is
    boolean isSightOnly =
        last.getSoftwareVersions().equals(runs)
            && last.getAttributes().equals(attributes)
            && last.getDescription().equals(description);
    return isSightOnly
        ? now.build()
        : now.setModifiedAt(inbound.at()).setModifiedBy(author(inbound.value())).build();
  }

  /** Returns a device's attributes after a record, by those that were told before. */
  static Map<String, String> attributes(Map<String, String> last, SpecificRecord value) {
    if (!(value instanceof DeviceAck ack) || ack.getKind() != DeviceAckKind.HELLO) {
      return last;
    }
    return Attributes.kept(last).with(mode(ack), ack.getAttributes()).byName();
  }

  /** A hello that does not say takes nothing back when it tells nothing. */
  private static Attributes.Mode mode(DeviceAck hello) {
    AttributesMode mode = hello.getAttributesMode();
    return switch (mode == null ? AttributesMode.UNKNOWN : mode) {
      case MERGE -> Attributes.Mode.MERGE;
      case REPLACE -> Attributes.Mode.REPLACE;
      case REMOVE -> Attributes.Mode.REMOVE;
      case UNKNOWN ->
          Attributes.kept(hello.getAttributes()).byName().isEmpty()
              ? Attributes.Mode.MERGE
              : Attributes.Mode.REPLACE;
    };
  }

  /** A device may come to be reached in another way. */
  private static DeviceDescription description(Device last, Registration registration) {
    DeviceChannel now =
        switch (registration.channel()) {
          case BRIDGE -> DeviceChannel.BRIDGE;
          case DDI -> DeviceChannel.DDI;
        };
    return last.getDescription().getChannel() == now
        ? last.getDescription()
        : DeviceDescription.newBuilder(last.getDescription()).setChannel(now).build();
  }

  private static Actor author(SpecificRecord value) {
    if (value instanceof UpdateCommand command) {
      return command.getRequestedBy();
    }
    return value instanceof DeviceAck ack
        ? new Actor(null, null, null, null, ack.getDeviceId())
        : ((OperationStatus) value).getLastActionBy();
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
