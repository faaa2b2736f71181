package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A caller of the API, as an application of one tenant is. Thread-safe. */
final class GraphClient {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Set<String> FINAL = Set.of("successful", "failed", "cancelled");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One for all callers: each would have threads of its own. */
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String base;
  private final String tenantId;
  private final String token;

  /**
   * Makes a caller.
   *
   * @param gatewayUrl the gateway, without a slash at the end
   * @param token sent as the bearer token
   */
  GraphClient(String gatewayUrl, String tenantId, String token) {
    this.base = gatewayUrl + "/beta/teamwork";
    this.tenantId = tenantId;
    this.token = token;
  }

  String tenantId() {
    return tenantId;
  }

  /** Asks for an update, with default deadlines. */
  Answer updateSoftware(String deviceId, Release release) {
    return updateSoftware(deviceId, body(release).toString());
  }

  /**
   * Asks for an update with a deadline of its own, the others as usual.
   *
   * @param deadline delivery, start, progress or cancel
   */
  Answer updateSoftware(String deviceId, Release release, String deadline, Duration time) {
    ObjectNode body = body(release);
    body.putObject("deadlines").put(deadline, time.toString());
    return updateSoftware(deviceId, body.toString());
  }

  /** Asks for an update that is successful at once when the device runs the version already. */
  Answer updateSoftwareUnlessInstalled(String deviceId, Release release) {
    return updateSoftware(deviceId, body(release).put("ifInstalled", "skip").toString());
  }

  /** Asks for an update, and expects to get it. */
  Answer accepted(String deviceId, Release release) {
    Answer answer = updateSoftware(deviceId, release);
    assertThat(answer.status()).as("status of %s", answer).isEqualTo(202);
    return answer;
  }

  /** Posts any body. */
  Answer updateSoftware(String deviceId, String body) {
    return send(post(deviceId, body));
  }

  /** Asks for an update and does not wait for the answer. */
  CompletableFuture<Answer> updateSoftwareLater(String deviceId, Release release) {
    return HTTP.sendAsync(post(deviceId, body(release).toString()), BodyHandlers.ofString())
        .thenApply(Answer::of);
  }

  /** Returns a request for an update, for who sends it on connections of its own. */
  HttpRequest updateRequest(String deviceId, Release release) {
    return post(deviceId, body(release).toString());
  }

  /** Registers a device that a bridge speaks for. */
  Answer register(String deviceId) {
    return put(device(deviceId), "{\"deviceType\":\"teamsRoom\"}");
  }

  /** Registers a device that asks for its updates itself. */
  Answer registerDdi(String deviceId) {
    return put(device(deviceId), "{\"deviceType\":\"teamsRoom\",\"channel\":\"ddi\"}");
  }

  /** Retires a device. */
  Answer retire(String deviceId) {
    return send(to(device(deviceId)).DELETE().build());
  }

  /** Returns which versions a device runs, and which there are. */
  Answer health(String deviceId) {
    return get(URI.create(device(deviceId) + "/health"));
  }

  /**
   * Edits a device.
   *
   * @param method PUT or PATCH
   * @param ifMatch sent as the header of that name; empty to send none
   */
  Answer edit(String method, String deviceId, String body, String ifMatch) {
    return send(editing(method, deviceId, body, ifMatch));
  }

  /** Edits a device by PATCH, and does not wait for the answer. */
  CompletableFuture<Answer> editLater(String deviceId, String body, String ifMatch) {
    return HTTP.sendAsync(editing("PATCH", deviceId, body, ifMatch), BodyHandlers.ofString())
        .thenApply(Answer::of);
  }

  private HttpRequest editing(String method, String deviceId, String body, String ifMatch) {
    HttpRequest.Builder request = json(to(device(deviceId)));
    if (!ifMatch.isEmpty()) {
      request.header("If-Match", ifMatch);
    }
    return request.method(method, BodyPublishers.ofString(body)).build();
  }

  /** Asks for an operation to be cancelled. */
  Answer cancel(URI operation) {
    return send(to(cancelling(operation)).POST(BodyPublishers.noBody()).build());
  }

  /** Ends an operation whatever its device does. */
  Answer cancelByForce(URI operation) {
    return send(forced(operation));
  }

  /** Ends an operation whatever its device does, and does not wait for the answer. */
  CompletableFuture<Answer> cancelByForceLater(URI operation) {
    return HTTP.sendAsync(forced(operation), BodyHandlers.ofString()).thenApply(Answer::of);
  }

  /** Puts a release into the tenant's catalogue. */
  Answer publish(Release release) {
    return publish(
        release,
        """
        {"uri":"https://artifacts.example/app.bin","fileName":"app.bin","sizeBytes":2560,
        "sha1":"%s","sha256":"%s"}"""
            .formatted("0123456789".repeat(4), "0123456789abcdef".repeat(4)));
  }

  /** Puts a release into the tenant's catalogue, with what is to be downloaded for it. */
  Answer publish(Release release, String artifact) {
    String path = "/softwareReleases/" + release.softwareType() + '/' + release.softwareVersion();
    return put(URI.create(base + path), "{\"artifacts\":[" + artifact + "]}");
  }

  /** Lists a device's operations. */
  Answer operations(String deviceId) {
    return get(URI.create(device(deviceId) + "/operations"));
  }

  Answer get(URI uri) {
    return send(to(uri).GET().build());
  }

  /** Waits until an operation is over, and returns it. */
  Answer awaitEnd(URI operation) {
    return awaitStatus(operation, FINAL);
  }

  /** Waits until an operation's status is this one, and returns it. */
  Answer awaitStatus(URI operation, String status) {
    return awaitStatus(operation, Set.of(status));
  }

  /** Waits until an operation's phase is this one, and returns it. */
  Answer awaitPhase(URI operation, String phase) {
    return await("phase " + phase + " of " + operation)
        .atMost(TIMEOUT)
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .until(() -> get(operation), answer -> answer.member("/phase").equals(phase));
  }

  /** Waits until a device is shown to run a release. */
  void awaitVersion(String deviceId, Release release) {
    await(release + " on " + deviceId)
        .atMost(TIMEOUT)
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .until(
            () -> get(device(deviceId)).member("/softwareVersions/" + release.softwareType()),
            release.softwareVersion()::equals);
  }

  /** Waits until what the device said after an operation's end is recorded. */
  Answer awaitLateResult(URI operation) {
    return await("late result of " + operation)
        .atMost(TIMEOUT)
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .until(() -> get(operation), answer -> !answer.member("/lateResult/result").isEmpty());
  }

  /** Returns what an operation went through, oldest first. */
  Answer history(URI operation) {
    return get(URI.create(operation + "/history"));
  }

  /** Where a device stands. */
  URI device(String deviceId) {
    return URI.create(base + "/devices/" + encode(deviceId));
  }

  private Answer awaitStatus(URI operation, Set<String> statuses) {
    return await("one of " + statuses + " as the status of " + operation)
        .atMost(TIMEOUT)
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .until(() -> get(operation), answer -> statuses.contains(answer.member("/status")));
  }

  private Answer put(URI uri, String body) {
    return send(json(to(uri)).PUT(BodyPublishers.ofString(body)).build());
  }

  private HttpRequest post(String deviceId, String body) {
    URI uri = URI.create(device(deviceId) + "/updateSoftware");
    return json(to(uri)).POST(BodyPublishers.ofString(body)).build();
  }

  private HttpRequest forced(URI operation) {
    return json(to(cancelling(operation)))
        .POST(BodyPublishers.ofString("{\"force\":true}"))
        .build();
  }

  private static URI cancelling(URI operation) {
    return URI.create(operation + "/cancel");
  }

  private HttpRequest.Builder to(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(TIMEOUT).header("Authorization", "Bearer " + token);
  }

  private static HttpRequest.Builder json(HttpRequest.Builder request) {
    return request.header("Content-Type", "application/json");
  }

  private static ObjectNode body(Release release) {
    return JSON.createObjectNode()
        .put("softwareType", release.softwareType())
        .put("softwareVersion", release.softwareVersion());
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Answer send(HttpRequest request) {
    try {
      return Answer.of(HTTP.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException("Expected an answer to " + request + ", but got none", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + request, e);
    }
  }
}
