package dev.drydock.check.rules;

import dev.drydock.messages.DeviceAck;
import dev.drydock.schemas.DeviceKey;

/**
 * What a device said.
 *
 * @param offset where it stands on device-acks
 * @param message what it said
 */
public record Ack(long offset, DeviceAck message) {

  String device() {
    return new DeviceKey(message.getTenantId(), message.getDeviceId()).toString();
  }

  String operationId() {
    return message.getOperationId();
  }
}
