package dev.drydock.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.ScriptedView;
import dev.drydock.gateway.bed.ScriptedView.Answer;
import dev.drydock.gateway.security.TenantId;
import dev.drydock.view.Cursor;
import dev.drydock.view.DeviceQuery;
import dev.drydock.view.Filter;
import dev.drydock.view.OperationQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays the questions and answers that status-projector's QueryApiIT finds to be the projector's:
 * the client asks just so, and no member of an answer is lost on it.
 */
final class ViewContractTest {

  private static final Path CONTRACT = Path.of("../status-projector/src/test/resources/contract");
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TenantId TENANT = new TenantId("contract");
  private static final String DEVICE = "device-1";

  private final ScriptedView view = ScriptedView.start();
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
  private final ViewClient client = ViewFixture.client(view.url(), timer);

  @AfterEach
  void close() {
    view.close();
    timer.shutdownNow();
  }

  @Test
  void shouldUnderstandAnOperation() throws IOException {
    JsonNode answer = play("operation");

    assertUnderstood(client.operation(TENANT, DEVICE, "op-1").join().orElseThrow(), answer);
  }

  @Test
  void shouldUnderstandARequestThatWasRejected() throws IOException {
    JsonNode answer = play("turned-away");

    assertUnderstood(client.operation(TENANT, DEVICE, "op-3").join().orElseThrow(), answer);
  }

  @Test
  void shouldAskForOperationsAndUnderstandThePage() throws IOException {
    // given
    OperationQuery query =
        new OperationQuery(
            DEVICE,
            new Filter.And(
                List.of(
                    new Filter.In("state", List.of("queued", "inProgress")),
                    new Filter.Not(new Filter.Comparison("errorCode", "eq", "conflict")),
                    new Filter.Or(
                        List.of(
                            new Filter.Comparison("createdAt", "ge", 1795428930123L),
                            new Filter.Comparison("completedAt", "ne", null))))),
            "createdAt",
            true,
            new Cursor(1795428930123L, "op-2"),
            1,
            true,
            false);

    // when
    JsonNode answer = playQuery("operations-query");

    // then
    assertUnderstood(client.operations(TENANT, query).join(), answer);
  }

  @Test
  void shouldAskForOperationsByDeviceAndUnderstandThePage() throws IOException {
    // given
    OperationQuery query =
        new OperationQuery(
            null,
            new Filter.And(
                List.of(
                    new Filter.Comparison("deviceId", "startswith", "device-"),
                    new Filter.Comparison("softwareVersion", "contains", "96"),
                    new Filter.In("state", List.of("queued", "inProgress")),
                    new Filter.Not(new Filter.Comparison("errorCode", "eq", "conflict")),
                    new Filter.Or(
                        List.of(
                            new Filter.Comparison("createdAt", "ge", 1795428930123L),
                            new Filter.Comparison("completedAt", "ne", null))))),
            "deviceId",
            false,
            new Cursor(1795428930123L, "device-0", "op-2"),
            1,
            true,
            false);

    // when
    JsonNode answer = playQuery("operations-by-device-query");

    // then
    assertUnderstood(client.operations(TENANT, query).join(), answer);
  }

  @Test
  void shouldUnderstandAnOperationOfTheTenant() throws IOException {
    JsonNode answer = play("operation-of-tenant");

    assertUnderstood(client.operation(TENANT, "op-1").join().orElseThrow(), answer);
  }

  @Test
  void shouldAskForDevicesAndUnderstandThePage() throws IOException {
    // given
    DeviceQuery query =
        new DeviceQuery(
            new Filter.In("deviceType", List.of("teamsRoom", "unknown")),
            "registeredAt",
            false,
            null,
            20,
            true);

    // when
    JsonNode answer = playQuery("devices-query");

    // then
    assertUnderstood(client.devices(TENANT, query).join(), answer);
  }

  @Test
  void shouldUnderstandAnOperationAsItStood() throws IOException {
    JsonNode answer = play("operation-as-of");

    assertUnderstood(
        client
            .operationAsOf(TENANT, DEVICE, "op-1", Instant.ofEpochMilli(1795428930124L))
            .join()
            .orElseThrow(),
        answer);
  }

  @Test
  void shouldUnderstandTheRevisionsOfAnOperation() throws IOException {
    JsonNode answer = play("revisions");

    assertUnderstood(client.revisions(TENANT, DEVICE, "op-1").join().orElseThrow(), answer);
  }

  @Test
  void shouldUnderstandADevice() throws IOException {
    JsonNode answer = play("device");

    assertUnderstood(client.device(TENANT, DEVICE).join().orElseThrow(), answer);
  }

  @Test
  void shouldFindNothingWhenTheDeviceIsUnknown() throws IOException {
    play("unknown");

    assertThat(client.device(TENANT, "device-9").join()).isEmpty();
  }

  @Test
  void shouldTellAnotherDevicesOperation() throws IOException {
    play("foreign");

    assertFails(client.operation(TENANT, "device-9", "op-1"), ForeignOperationException.class);
  }

  @Test
  void shouldTellAQuestionThatIsNone() throws IOException {
    play("refused");

    assertFails(client.operation(TENANT, DEVICE, "a/b"), ViewRefusedException.class);
  }

  /** A question that is not the contract's finds no script, and its answer is 404. */
  private JsonNode play(String name) throws IOException {
    JsonNode pair = JSON.readTree(Files.readString(CONTRACT.resolve(name + ".json")));
    JsonNode body = pair.path("body");
    view.answer(
        pair.get("path").asString(), () -> new Answer(pair.get("status").asInt(), body.toString()));
    return body;
  }

  /** A query that is not the contract's, member by member, is refused. */
  private JsonNode playQuery(String name) throws IOException {
    JsonNode pair = JSON.readTree(Files.readString(CONTRACT.resolve(name + ".json")));
    JsonNode body = pair.path("body");
    view.answerQuery(
        pair.get("path").asString(),
        query ->
            query.equals(pair.get("request"))
                ? new Answer(pair.get("status").asInt(), body.toString())
                : new Answer(400, ""));
    return body;
  }

  /** Written again, what was read is the answer; {@code isFinal} is no member of it. */
  private static void assertUnderstood(Object read, JsonNode answer) {
    String written = JSON.writeValueAsString(read).replaceAll(",\"final\":(true|false)", "");
    assertThat(JSON.readTree(written)).isEqualTo(answer);
  }

  private static void assertFails(CompletableFuture<?> answer, Class<? extends Throwable> cause) {
    assertThat(answer)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableOfType(Exception.class)
        .withCauseInstanceOf(cause);
  }
}
