package dev.drydock.cli.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drydock.kit.http.PathSegment;
import dev.drydock.kit.terminal.CommandFailure;
import dev.drydock.kit.terminal.Printable;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads a device's story from the gateway's public API. */
final class ExplainClient {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String IN_FLIGHT = "?$top=1&$filter=status%20in%20('queued','inProgress')";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final String baseUrl;
  private final String token;

  /**
   * Asks the gateway at a base URL.
   *
   * @param token a bearer token that may read
   */
  ExplainClient(URI gateway, String token) {
    this.baseUrl = gateway.toString().replaceAll("/+$", "") + "/beta/teamwork/devices/";
    this.token = token;
  }

  /**
   * Reads a story.
   *
   * @param operationId one of the device's operations, or null for its latest
   * @throws CommandFailure when there is no such device or operation, or the gateway does not
   *     answer, or not with that
   */
  Story story(String deviceId, @Nullable String operationId) {
    String path = PathSegment.of(deviceId);
    JsonNode device = get(path, "a device \"" + deviceId + "\" of the token's tenant");
    String operations = path + "/operations";
    String latest = latest(operations, deviceId);
    String wanted = operationId == null ? latest : operationId;
    if (wanted == null) {
      return new Story(device, null, true, List.of());
    }
    String what = "an operation \"" + wanted + "\" of device \"" + deviceId + '"';
    String operationPath = operations + '/' + PathSegment.of(wanted);
    JsonNode operation = get(operationPath, what);
    JsonNode history = get(operationPath + "/history", "the history of " + what).path("value");
    return new Story(
        device,
        operation,
        wanted.equals(latest),
        StreamSupport.stream(history.spliterator(), false).toList());
  }

  /** Returns the operation in flight, or else the latest, or null when there is none. */
  private @Nullable String latest(String operations, String deviceId) {
    String what = "the operations of device \"" + deviceId + '"';
    String inFlight = Members.text(get(operations + IN_FLIGHT, what).path("value").path(0), "id");
    return inFlight == null
        ? Members.text(get(operations + "?$top=1", what).path("value").path(0), "id")
        : inFlight;
  }

  private JsonNode get(String path, String what) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(baseUrl + path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token)
            .build();
    HttpResponse<String> answer = send(request);
    if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
      throw new CommandFailure(refusal(answer, what));
    }
    return json(answer);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new CommandFailure(
          "Expected a gateway at "
              + baseUrl
              + ", but it does not answer ("
              + e
              + "); start an installation with `drydock up` or name your gateway with --gateway",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("Interrupted while the gateway was asked", e);
    }
  }

  private static String refusal(HttpResponse<String> answer, String what) {
    return switch (answer.statusCode()) {
      case HttpURLConnection.HTTP_NOT_FOUND ->
          "Expected " + what + ", but the gateway knows none; look at the id, and at --tenant";
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          "Expected a token that the gateway accepts, but it refuses this one ("
              + message(answer)
              + "); name the installation's --data or give its --token";
      case HttpURLConnection.HTTP_FORBIDDEN ->
          "Expected a token that may read "
              + what
              + ", but this one may not ("
              + message(answer)
              + "); `drydock token` prints one that may";
      default ->
          "Expected the gateway to show "
              + what
              + ", but it answers "
              + answer.statusCode()
              + " ("
              + message(answer)
              + "); try again";
    };
  }

  private static String message(HttpResponse<String> answer) {
    String message;
    try {
      message = Members.text(JSON.readTree(answer.body()), "error", "message");
    } catch (JsonProcessingException e) {
      message = Printable.of(answer.body());
    }
    return message == null || message.isBlank() ? "without a reason" : message;
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new CommandFailure(
          "Expected JSON from "
              + answer.uri()
              + ", but it is something else; look whether --gateway names a Drydock gateway",
          e);
    }
  }
}
