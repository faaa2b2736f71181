package dev.drydock.bench;

import dev.drydock.kit.http.HttpAddress;
import dev.drydock.kit.http.PathSegment;
import java.nio.charset.StandardCharsets;

/** The requests of one caller to the gateway, as bytes; all of them ASCII. */
final class GraphRequests {

  static final String SOFTWARE_TYPE = "teamsClient";

  private static final String DEVICES = "/beta/teamwork/devices/";
  private static final String RELEASES = "/beta/teamwork/softwareReleases/" + SOFTWARE_TYPE + '/';
  private static final String JSON = "Content-Type: application/json\r\nContent-Length: ";
  private static final String DEVICE = "{\"deviceType\":\"teamsRoom\"}";

  /** No device fetches it: what a device is given has to name an artifact. */
  private static final String ARTIFACT =
      "{\"artifacts\":[{\"uri\":\"http://127.0.0.1/bench.swu\",\"fileName\":\"bench.swu\","
          + "\"sizeBytes\":1048576,\"sha1\":\""
          + "0123456789".repeat(4)
          + "\",\"sha256\":\""
          + "0123456789abcdef".repeat(4)
          + "\"}]}";

  private final String basePath;
  private final String headers;
  private final String softwareVersion;
  private final String release;
  private final String update;

  /**
   * Makes requests for a gateway.
   *
   * @param gateway where it is, possibly with a path before {@code /beta}
   * @param token a bearer token that may write
   * @param softwareVersion of the release that devices are updated to
   */
  GraphRequests(HttpAddress gateway, String token, String softwareVersion) {
    this.softwareVersion = softwareVersion;
    release = RELEASES + PathSegment.of(softwareVersion);
    update =
        "{\"softwareType\":\""
            + SOFTWARE_TYPE
            + "\",\"softwareVersion\":\""
            + softwareVersion
            + "\"}";
    basePath = gateway.basePath();
    headers =
        " HTTP/1.1\r\nHost: " + gateway.authority() + "\r\nAuthorization: Bearer " + token + "\r\n";
  }

  String softwareVersion() {
    return softwareVersion;
  }

  byte[] updateSoftware(String deviceId) {
    return bytes("POST ", DEVICES + PathSegment.of(deviceId) + "/updateSoftware", update);
  }

  byte[] registerDevice(String deviceId) {
    return bytes("PUT ", DEVICES + PathSegment.of(deviceId), DEVICE);
  }

  byte[] putRelease() {
    return bytes("PUT ", release, "{}");
  }

  byte[] putReleaseWithArtifact() {
    return bytes("PUT ", release, ARTIFACT);
  }

  byte[] withdrawRelease() {
    return bytes("DELETE ", release);
  }

  byte[] operation(String deviceId, String operationId) {
    return bytes(
        "GET ", DEVICES + PathSegment.of(deviceId) + "/operations/" + PathSegment.of(operationId));
  }

  private byte[] bytes(String method, String path, String body) {
    return (method + basePath + path + headers + JSON + body.length() + "\r\n\r\n" + body)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] bytes(String method, String path) {
    return (method + basePath + path + headers + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }
}
