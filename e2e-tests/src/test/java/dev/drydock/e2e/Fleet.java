package dev.drydock.e2e;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Several devices of one tenant, registered, each with a name that no other test has.
 *
 * @param devices the devices
 */
record Fleet(List<KafkaDevice> devices) {

  /** Registers devices. */
  static Fleet of(int size, Installation drydock, GraphClient caller) {
    return new Fleet(
        IntStream.range(0, size).mapToObj(i -> drydock.registeredDevice(caller)).toList());
  }

  /** A device that does at once, and in good order, whatever it is told. */
  static void obedient(KafkaDevice device, String operationId) {
    device.download(operationId, "1 of 2");
    device.install(operationId, "2 of 2");
    device.succeed(operationId);
  }

  /** A device that does nothing it is told. */
  static void unwilling(KafkaDevice device, String operationId) {
    device.reject(operationId, "not now");
  }
}
