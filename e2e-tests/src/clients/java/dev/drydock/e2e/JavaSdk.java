package dev.drydock.e2e;

import static org.awaitility.Awaitility.await;

import com.microsoft.graph.beta.models.TeamworkDeviceOperation;
import com.microsoft.graph.beta.models.TeamworkSoftwareType;
import com.microsoft.graph.beta.serviceclient.GraphServiceClient;
import com.microsoft.graph.beta.teamwork.devices.item.TeamworkDeviceItemRequestBuilder;
import com.microsoft.graph.beta.teamwork.devices.item.updatesoftware.UpdateSoftwarePostRequestBody;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.kiota.authentication.AuthenticationProvider;
import com.microsoft.kiota.http.middleware.options.HeadersInspectionOption;
import dev.drydock.local.Service;
import java.time.Duration;
import okhttp3.OkHttpClient;

/**
 * A program that was written for Microsoft Graph with its beta SDK for Java. Only where the API is
 * and who calls are ours.
 */
final class JavaSdk {

  private static final String APPLICATION = "java-client";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final String baseUrl;
  private final GraphServiceClient graph;

  /**
   * Makes one.
   *
   * @param baseUrl where the API is, {@code /beta} included
   * @param token what it calls with
   * @param http how it speaks, as {@link GraphClientFactory} makes it
   */
  JavaSdk(String baseUrl, String token, OkHttpClient http) {
    AuthenticationProvider authentication =
        (request, context) -> request.headers.add("Authorization", "Bearer " + token);
    this.baseUrl = baseUrl;
    graph = new GraphServiceClient(authentication, http);
    graph.getRequestAdapter().setBaseUrl(baseUrl);
  }

  /** The SDK as it comes, for an installation as it comes. */
  static JavaSdk of(Installation drydock, String tenantId) {
    return new JavaSdk(
        drydock.url(Service.API_GATEWAY) + "/beta",
        drydock.tokenOf(tenantId, APPLICATION),
        GraphClientFactory.create().build());
  }

  String baseUrl() {
    return baseUrl;
  }

  /** Where a device's operations are. */
  String operationsUrl(String deviceId) {
    return baseUrl + "/teamwork/devices/" + deviceId + "/operations";
  }

  GraphServiceClient graph() {
    return graph;
  }

  TeamworkDeviceItemRequestBuilder device(String deviceId) {
    return graph.teamwork().devices().byTeamworkDeviceId(deviceId);
  }

  /** Asks for an update; returns where the operation is. */
  String updateSoftware(String deviceId, Release release) {
    var headers = new HeadersInspectionOption(false, true);
    device(deviceId).updateSoftware().post(body(release), request -> request.options.add(headers));
    return headers.getResponseHeaders().get("Location").iterator().next();
  }

  /** Reads the operation that a location names. */
  TeamworkDeviceOperation operation(String deviceId, String location) {
    String operationId = location.substring(location.lastIndexOf('/') + 1);
    return device(deviceId).operations().byTeamworkDeviceOperationId(operationId).get();
  }

  /** Waits until the operation that a location names is over, and returns it. */
  TeamworkDeviceOperation awaitEnd(String deviceId, String location) {
    return await("end of " + location)
        .atMost(TIMEOUT)
        .pollDelay(Duration.ZERO)
        .until(
            () -> operation(deviceId, location),
            operation -> operation.getCompletedDateTime() != null);
  }

  /** Asks for an update and waits until it is over; returns where the operation is. */
  String update(String deviceId, Release release) {
    String location = updateSoftware(deviceId, release);
    awaitEnd(deviceId, location);
    return location;
  }

  static UpdateSoftwarePostRequestBody body(Release release) {
    var body = new UpdateSoftwarePostRequestBody();
    body.setSoftwareType(TeamworkSoftwareType.forValue(release.softwareType()));
    body.setSoftwareVersion(release.softwareVersion());
    return body;
  }
}
