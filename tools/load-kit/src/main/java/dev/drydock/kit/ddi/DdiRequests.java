package dev.drydock.kit.ddi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.kit.http.HttpAddress;
import dev.drydock.kit.http.PathSegment;
import dev.drydock.local.DeviceTokens;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The requests of one tenant's devices to one dispatcher, as bytes. What is asked of a link is made
 * anew from its number, as some clients do. Not thread-safe.
 */
public final class DdiRequests {

  private static final String DEPLOYMENT = "/deploymentBase/";
  private static final String CANCEL = "/cancelAction/";
  private static final String FEEDBACK = "/feedback";
  private static final String JSON = "Content-Type: application/json\r\nContent-Length: ";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final DeviceTokens tokens;
  private final String tenantId;
  private final String basePath;
  private final String headers;

  /** Makes requests for the dispatcher at an address. */
  public DdiRequests(HttpAddress dispatcher, DeviceTokens tokens, String tenantId) {
    this.tokens = tokens;
    this.tenantId = tenantId;
    basePath = dispatcher.basePath() + '/' + PathSegment.of(tenantId) + "/controller/v1/";
    headers =
        " HTTP/1.1\r\nHost: "
            + dispatcher.authority()
            + "\r\nAccept: application/json\r\nAuthorization: TargetToken ";
  }

  /** Asks what there is to do. */
  public byte[] poll(String deviceId) {
    return get(deviceId, "");
  }

  /** Asks for what is to be installed. */
  public byte[] deployment(String deviceId, int number) {
    return get(deviceId, DEPLOYMENT + number);
  }

  /** Says how an installation goes. */
  public byte[] feedback(String deviceId, int number, DdiFeedback feedback) {
    return send("POST ", deviceId, DEPLOYMENT + number + FEEDBACK, feedback.json(number));
  }

  /** Asks what is to be stopped. */
  public byte[] cancel(String deviceId, int number) {
    return get(deviceId, CANCEL + number);
  }

  /** Says whether an installation was stopped. */
  public byte[] cancelFeedback(String deviceId, int number, DdiFeedback feedback) {
    return send("POST ", deviceId, CANCEL + number + FEEDBACK, feedback.json(number));
  }

  /** Says what the device is. */
  public byte[] configData(String deviceId, Map<String, String> attributes) {
    ObjectNode body = MAPPER.createObjectNode().put("mode", "merge");
    attributes.forEach(body.putObject("data")::put);
    return send("PUT ", deviceId, "/configData", body.toString());
  }

  private byte[] get(String deviceId, String path) {
    return ("GET " + head(deviceId, path) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] send(String method, String deviceId, String path, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    byte[] head =
        (method + head(deviceId, path) + JSON + content.length + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    var request = new byte[head.length + content.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(content, 0, request, head.length, content.length);
    return request;
  }

  private String head(String deviceId, String path) {
    return basePath
        + PathSegment.of(deviceId)
        + path
        + headers
        + tokens.token(tenantId, deviceId)
        + "\r\n";
  }
}
