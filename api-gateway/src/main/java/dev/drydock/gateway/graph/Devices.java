package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemCode;
import dev.drydock.schemas.DeviceKey;

/** What is said of device ids in paths. */
final class Devices {

  private Devices() {}

  static void requireId(String deviceId) {
    // a path of dots leads elsewhere, however it is encoded
    if (!DeviceKey.isId(deviceId) || deviceId.equals(".") || deviceId.equals("..")) {
      throw Problem.badRequest(
          "deviceId",
          "Expected a device id of 1 to "
              + DeviceKey.MAX_ID_LENGTH
              + " characters without slash and control characters.");
    }
  }

  static Problem notFound(String deviceId) {
    return Problem.of(ProblemCode.NOT_FOUND, "There is no device '" + deviceId + "'.")
        .withInnerCode("deviceNotFound");
  }
}
