package dev.drydock.cli.up;

import dev.drydock.kit.http.PathSegment;
import dev.drydock.kit.terminal.CommandFailure;
import dev.drydock.kit.terminal.StopSignal;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/** Puts releases and devices into an installation, by the gateway's public API. Thread-safe. */
final class GatewayClient {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MOST_TRIES = 10;
  private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(429, 503);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final String baseUrl;
  private final String token;
  private final StopSignal signal;

  /**
   * Calls the gateway at a base URL ({@code http://host:port}).
   *
   * @param token a bearer token with the permission to write
   * @param signal ends the waiting for a gateway that is busy
   */
  GatewayClient(String baseUrl, String token, StopSignal signal) {
    this.baseUrl = baseUrl;
    this.token = token;
    this.signal = signal;
  }

  /**
   * Publishes a release, of which the devices' bridge knows the artifact; one that is published
   * stays as it is.
   */
  void putRelease(String softwareType, String softwareVersion) {
    putUnlessThere(
        "/beta/teamwork/softwareReleases/"
            + PathSegment.of(softwareType)
            + '/'
            + PathSegment.of(softwareVersion),
        "{}");
  }

  /** Registers a device behind a bridge; one that is registered stays as it is. */
  void registerDevice(String deviceId) {
    putUnlessThere(
        "/beta/teamwork/devices/" + PathSegment.of(deviceId), "{\"deviceType\":\"teamsRoom\"}");
  }

  /** Nothing is read before: what can be read may be behind for long. */
  private void putUnlessThere(String path, String body) {
    HttpRequest request =
        to(path)
            .header("Content-Type", "application/json")
            .header("If-None-Match", "*")
            .PUT(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = answer(request);
    if (answer.statusCode() != HttpURLConnection.HTTP_PRECON_FAILED) {
      requireSuccess("PUT " + path, answer);
    }
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(baseUrl + path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token);
  }

  private static void requireSuccess(String request, HttpResponse<String> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw new CommandFailure(
          "Expected the gateway to take "
              + request
              + ", but it answers "
              + answer.statusCode()
              + ": "
              + answer.body());
    }
  }

  /** Asks again while the gateway is busy. */
  private HttpResponse<String> answer(HttpRequest request) {
    HttpResponse<String> answer = send(request);
    for (int i = 1; i < MOST_TRIES && isWorthAnotherTry(answer) && !signal.await(PAUSE); i++) {
      answer = send(request);
    }
    return answer;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new CommandFailure(
          "Expected the gateway to answer " + request.uri() + ", but: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("Interrupted while the gateway was asked", e);
    }
  }

  private static boolean isWorthAnotherTry(HttpResponse<String> answer) {
    return WORTH_ANOTHER_TRY.contains(answer.statusCode());
  }
}
