package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemCode;
import dev.drydock.schemas.DeviceKey;

/** What is said of device ids in paths. */
final class Devices {

  private Devices() {}

  static void requireId(String deviceId) {
    if (!DeviceKey.isId(deviceId)) {
      throw Problem.badRequest("deviceId", "A device id is " + DeviceKey.ID_RULE + '.');
    }
  }

  static Problem notFound(String deviceId) {
    return Problem.of(ProblemCode.NOT_FOUND, "There is no device '" + deviceId + "'.")
        .withInnerCode("deviceNotFound");
  }
}
