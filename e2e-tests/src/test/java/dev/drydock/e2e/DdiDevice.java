package dev.drydock.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.check.rules.AnsweredAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.schemas.DeviceKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A device that comes for its updates itself, as hawkBit's agents do. It does what a test says. */
final class DdiDevice {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final String UPDATE = "deploymentBase";
  private static final String CANCEL = "cancelAction";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One for all devices: each would have threads of its own. */
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final DeviceKey key;
  private final Supplier<String> dispatcher;
  private final String authorization;
  private final Map<Integer, String> operations = new ConcurrentHashMap<>();
  private final List<AnsweredAck> answered = new CopyOnWriteArrayList<>();

  /**
   * Makes a device that has not come yet.
   *
   * @param dispatcher gives the dispatcher of the next call, without a slash at the end
   * @param authorization sent as the header of that name
   */
  DdiDevice(DeviceKey key, Supplier<String> dispatcher, String authorization) {
    this.key = key;
    this.dispatcher = dispatcher;
    this.authorization = authorization;
  }

  /** Returns the same device with another word to be let in by. */
  DdiDevice authorizedBy(String other) {
    return new DdiDevice(key, dispatcher, other);
  }

  /** Returns the same device, asking one dispatcher only. */
  DdiDevice askingAt(String url) {
    return new DdiDevice(key, () -> url, authorization);
  }

  String id() {
    return key.deviceId();
  }

  String authorization() {
    return authorization;
  }

  /** Returns what it said and was told is kept. */
  List<AnsweredAck> answered() {
    return List.copyOf(answered);
  }

  /** Asks whether there is something for it. */
  Answer poll() {
    return send(to("").GET());
  }

  /** Waits until it is told of an operation's update, and returns the update's number. */
  int awaitUpdate(Answer accepted) {
    return await("update of operation " + accepted.operationId() + " for device " + key)
        .atMost(TIMEOUT)
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .until(() -> update(poll(), accepted), OptionalInt::isPresent)
        .getAsInt();
  }

  /** Returns the number of the update that a poll's answer tells of: an operation's. */
  OptionalInt update(Answer told, Answer accepted) {
    OptionalInt number = number(told, UPDATE);
    number.ifPresent(known -> operations.put(known, accepted.operationId()));
    return number;
  }

  /** Waits until it is told of an operation's update, and is given it. */
  int fetched(Answer accepted) {
    int number = awaitUpdate(accepted);
    Answer update = fetch(number);
    if (update.status() != 200) {
      throw new AssertionError("Expected to be given update " + number + " but got " + update);
    }
    return number;
  }

  /** Waits until it is told to stop, and returns the update's number. */
  int awaitCancel() {
    return await("cancel for device " + key)
        .atMost(TIMEOUT)
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .until(() -> number(poll(), CANCEL), OptionalInt::isPresent)
        .getAsInt();
  }

  /** Waits until it is told neither to install nor to stop anything. */
  void awaitNothingToInstall() {
    await("nothing to install for device " + key)
        .atMost(TIMEOUT)
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .until(
            () -> poll().json().path("_links"),
            links -> links.isObject() && !links.has(UPDATE) && !links.has(CANCEL));
  }

  /** Asks what it is to install. */
  Answer fetch(int number) {
    return send(to("/deploymentBase/" + number).GET());
  }

  /** Asks what it is to stop. */
  Answer fetchCancel(int number) {
    return send(to("/cancelAction/" + number).GET());
  }

  Answer proceed(int number, int count, int of) {
    ObjectNode body = feedback(number, "proceeding", "none", "step " + count);
    body.withObject("/status/result/progress").put("cnt", count).put("of", of);
    return say(number, DeviceAckKind.PROGRESS, count + " of " + of, body.toString());
  }

  Answer download(int number) {
    return say(
        number,
        DeviceAckKind.PROGRESS,
        null,
        feedback(number, "download", "none", "on its way").toString());
  }

  Answer succeed(int number) {
    return close(number, DeviceAckKind.SUCCEEDED, feedback(number, "closed", "success", "done"));
  }

  Answer fail(int number, String detail) {
    return close(number, DeviceAckKind.FAILED, feedback(number, "closed", "failure", detail));
  }

  Answer reject(int number, String detail) {
    return close(number, DeviceAckKind.REJECTED, feedback(number, "rejected", "none", detail));
  }

  /** Says that it has stopped, although it was not asked to. */
  Answer cancelByItself(int number, String detail) {
    return close(number, DeviceAckKind.CANCELLED, feedback(number, "canceled", "none", detail));
  }

  /** Sends its final report of an update in a body of its own. */
  Answer close(int number, String kind, String body) {
    return say(number, kind, null, body);
  }

  /** Says that it has stopped. */
  Answer stop(int number) {
    return sayOfCancel(
        number, DeviceAckKind.CANCELLED, feedback(number, "closed", "success", "stopped"));
  }

  /** Says that it goes on, as rauc-hawkbit-updater does. */
  Answer refuseToStop(int number, String detail) {
    return sayOfCancel(
        number, DeviceAckKind.CANCEL_REFUSED, feedback(number, "rejected", "success", detail));
  }

  /** Tells what it is. */
  Answer configData(String body) {
    return send(json(to("/configData")).PUT(BodyPublishers.ofString(body)));
  }

  /** Ends what it is told of. */
  void rejectEverything() {
    Answer told = poll();
    number(told, CANCEL).ifPresent(this::stop);
    number(told, UPDATE)
        .ifPresent(
            number -> {
              fetch(number);
              reject(number, "the test is over");
            });
  }

  /** Returns a request to a path below this device's own. */
  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(
            URI.create(
                dispatcher.get()
                    + '/'
                    + key.tenantId()
                    + "/controller/v1/"
                    + key.deviceId()
                    + path))
        .timeout(TIMEOUT)
        .header("Accept", "application/json")
        .header("Authorization", authorization);
  }

  static Answer send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      return Answer.of(HTTP.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException("Expected an answer to " + request + ", but got none", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + request, e);
    }
  }

  private Answer close(int number, String kind, ObjectNode body) {
    return close(number, kind, body.toString());
  }

  private Answer say(int number, String kind, @Nullable String progress, String body) {
    Answer answer = post("/deploymentBase/" + number + "/feedback", body);
    note(number, kind, progress, answer);
    return answer;
  }

  private Answer sayOfCancel(int number, String kind, ObjectNode body) {
    Answer answer = post("/cancelAction/" + number + "/feedback", body.toString());
    note(number, kind, null, answer);
    return answer;
  }

  /** What contradicts is kept too, although it changes nothing; progress may have been merged. */
  private void note(int number, String kind, @Nullable String progress, Answer answer) {
    String operationId = operations.get(number);
    if (operationId != null && !kind.equals(DeviceAckKind.PROGRESS) && answer.status() == 200) {
      answered.add(new AnsweredAck(key.toString(), operationId, kind, progress));
    }
  }

  private Answer post(String path, String body) {
    return send(json(to(path)).POST(BodyPublishers.ofString(body)));
  }

  private static HttpRequest.Builder json(HttpRequest.Builder request) {
    return request.header("Content-Type", "application/json");
  }

  private static OptionalInt number(Answer told, String link) {
    String href = told.member("/_links/" + link + "/href");
    if (href.isEmpty()) {
      return OptionalInt.empty();
    }
    String path = URI.create(href).getPath();
    return OptionalInt.of(Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)));
  }

  private static ObjectNode feedback(int number, String execution, String finished, String detail) {
    ObjectNode body = JSON.createObjectNode().put("id", number).put("time", "20261123T103930");
    ObjectNode status = body.putObject("status").put("execution", execution);
    status.putObject("result").put("finished", finished);
    status.putArray("details").add(detail);
    return body;
  }
}
