package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.ddi.auth.Credential;
import dev.drydock.schemas.DeviceKey;
import java.time.Instant;

/**
 * A call that was let in.
 *
 * @param call what is called
 * @param device who calls
 * @param number of the update that is spoken of, 0 with calls that speak of none
 * @param below the path below the device's, empty or with a slash at its begin
 * @param fileName of the file that is asked for, empty with calls that ask for none
 * @param origin where it came from
 * @param body what came with it, empty where nothing is to
 */
record DeviceCall(
    Call call,
    DeviceKey device,
    int number,
    String below,
    String fileName,
    Origin origin,
    byte[] body) {

  private static final byte[] NO_BODY = {};

  /**
   * Where a call came from, and when.
   *
   * @param by what let it in where it came first
   * @param baseUrl the URL under which the device reaches the interface, without a slash at its end
   * @param isForwarded whether it came from another instance
   * @param receivedAt when it was received where it came first
   */
  record Origin(Credential by, String baseUrl, boolean isForwarded, Instant receivedAt) {}

  static DeviceCall of(Call call, DeviceKey device, DdiPath path, Origin origin) {
    String below = path.below().isEmpty() ? "" : '/' + String.join("/", path.below());
    return new DeviceCall(call, device, path.number(), below, path.fileName(), origin, NO_BODY);
  }

  DeviceCall with(byte[] newBody) {
    return new DeviceCall(call, device, number, below, fileName, origin, newBody);
  }

  /**
   * Returns the URL of something of the device's.
   *
   * @param path its path below the device's
   */
  String href(String path) {
    return origin.baseUrl() + DdiPath.of(device) + path;
  }
}
