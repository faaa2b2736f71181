package dev.drydock.dispatcher.ddi;

import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceChannel;
import dev.drydock.schemas.DeviceKey;
import java.time.Instant;
import java.time.InstantSource;

/** Begins acks. Thread-safe. */
final class Acks {

  private static final String NO_OPERATION = "";

  private final InstantSource clock;

  Acks(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns a word of an update. */
  DeviceAck.Builder of(DeviceKey device, String operationId, String kind) {
    return of(device, operationId, kind, clock.instant());
  }

  /** Returns a hello by which the device is reached here from then on. */
  DeviceAck.Builder introduction(DeviceKey device) {
    return hello(device).setChannel(DeviceChannel.DDI);
  }

  /** Returns a hello that is heard only of a device that is known. */
  DeviceAck.Builder hello(DeviceKey device) {
    return of(device, NO_OPERATION, DeviceAckKind.HELLO);
  }

  /** Returns that a device was there. */
  static DeviceAck sight(DeviceKey device, Instant at) {
    return of(device, NO_OPERATION, DeviceAckKind.HELLO, at).build();
  }

  /** Returns a word of an update that was heard at a time. */
  static DeviceAck.Builder of(DeviceKey device, String operationId, String kind, Instant at) {
    return DeviceAck.newBuilder()
        .setTenantId(device.tenantId())
        .setDeviceId(device.deviceId())
        .setOperationId(operationId)
        .setKind(kind)
        .setAt(at);
  }
}
