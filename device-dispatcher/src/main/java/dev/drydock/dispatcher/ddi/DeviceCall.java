package dev.drydock.dispatcher.ddi;

import dev.drydock.schemas.DeviceKey;

/**
 * A call that was let in.
 *
 * @param call what is called
 * @param device who calls
 * @param number of the update that is spoken of, 0 with calls that speak of none
 * @param baseUrl the URL under which the device reaches the interface, without a slash at its end
 * @param onward what another instance would have to know of it
 * @param body what came with it, empty where nothing is to
 */
record DeviceCall(
    Call call, DeviceKey device, int number, String baseUrl, Onward onward, byte[] body) {

  private static final byte[] NO_BODY = {};

  /**
   * What another instance would have to know of a call.
   *
   * @param isForwarded whether it came from another instance
   * @param below the path below the device's, empty or with a slash at its begin
   */
  record Onward(boolean isForwarded, String below) {}

  static DeviceCall of(Call call, DeviceKey device, DdiPath path, String baseUrl, Onward onward) {
    return new DeviceCall(call, device, path.number(), baseUrl, onward, NO_BODY);
  }

  DeviceCall with(byte[] newBody) {
    return new DeviceCall(call, device, number, baseUrl, onward, newBody);
  }

  /**
   * Returns the URL of something of the device's.
   *
   * @param below its path below the device's
   */
  String href(String below) {
    return baseUrl + DdiPath.of(device) + below;
  }
}
