package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.ScriptedView;
import dev.drydock.gateway.bed.TestBed;
import dev.drydock.gateway.bed.Views;
import dev.drydock.view.OperationView;
import dev.drydock.view.Revisions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(GatewayExtension.class)
final class OperationsIT {

  /** 130 characters. */
  private static final String TOO_LONG =
      "1234567890123456789012345678901234567890123456789012345678901234567890"
          + "123456789012345678901234567890123456789012345678901234567890";

  private static final String OLD_UUID_V7 = "018bcfe5-6800-7000-8000-000000000000";

  private final String deviceId = "device-" + UUID.randomUUID();
  private final String collection = "/teamwork/devices/" + deviceId + "/operations";
  private final String viewCollection =
      "/tenants/" + Gateway.TENANT + "/devices/" + deviceId + "/operations";
  private final Gateway gateway;
  private final ScriptedView view;

  OperationsIT(TestBed bed, Gateway gateway) {
    this.gateway = gateway;
    this.view = bed.view();
  }

  @Test
  void shouldShowAnOperationAsTheContractHasIt() {
    // given
    view.has(Views.operation(deviceId, "op-1", "inProgress"));

    // when
    Answer answer = gateway.get(collection + "/op-1");

    // then
    assertThat(answer.status()).isEqualTo(200);
    // Tomcat writes names of parameters, which have no case, in lower case
    assertThat(answer.header("Content-Type"))
        .isEqualToIgnoringCase(
            "application/json;odata.metadata=minimal;odata.streaming=true;"
                + "IEEE754Compatible=false;charset=utf-8");
    assertThat(answer.header("OData-Version")).isEqualTo("4.0");
    assertThat(answer.header("ETag")).isEqualTo("\"4\"");
    assertThat(answer.header("Retry-After")).isEqualTo("3");
    assertThat(answer.header("Cache-Control")).isEqualTo("private");
    assertThat(answer.response().body()).startsWith("{\"@odata.context\":");
    assertThat(answer.json())
        .isEqualTo(
            JsonMapper.builder()
                .build()
                .readTree(
                    """
                    {"@odata.context":"%s/$metadata#teamwork/devices('%s')/operations/$entity",
                     "@odata.type":"#microsoft.graph.teamworkDeviceOperation",
                     "id":"op-1","operationType":"softwareUpdate","status":"inProgress",
                     "createdDateTime":"2023-11-14T22:13:20.123Z",
                     "startedDateTime":"2023-11-14T22:13:21.000Z",
                     "lastActionDateTime":"2023-11-14T22:13:22.000Z","completedDateTime":null,
                     "createdBy":{"application":{"id":"app-1","displayName":"Fleet tool"},
                       "user":null,"device":null},
                     "lastActionBy":{"application":null,"user":null,
                       "device":{"id":"%s","displayName":null}},
                     "error":null,"deviceId":"%s",
                     "device@odata.navigationLink":"%s/teamwork/devices/%s",
                     "softwareType":"teamsClient","softwareVersion":"1.0","mode":"forced",
                     "phase":"installing","progress":"3 of 7",
                     "deadlineDateTime":"2023-11-14T22:15:00.000Z","revision":4,
                     "phaseSinceDateTime":"2023-11-14T22:13:21.000Z",
                     "deadlines":{"delivery":"PT24H","start":"PT1H","progress":"PT30M",
                       "cancel":"PT10M"},
                     "onDeadline":{"waitsFor":"progress","status":"failed",
                       "code":"progressTimeout"},
                     "lastHeardDateTime":"2023-11-14T22:13:22.000Z",
                     "deviceLastSeenDateTime":"2023-11-14T22:13:23.000Z",
                     "cancellation":{"requestedDateTime":"2023-11-14T22:13:21.500Z",
                       "requestedBy":{"application":{"id":"app-1","displayName":"Fleet tool"},
                         "user":null,"device":null},
                       "forced":false,"refusedDateTime":"2023-11-14T22:13:21.600Z",
                       "refusal":"not while it writes"},
                     "lateResult":null}
                    """
                        .formatted(
                            gateway.base(),
                            deviceId,
                            deviceId,
                            deviceId,
                            gateway.base(),
                            deviceId)));
  }

  @Test
  void shouldShowAnOperationOfTheTenantByItsIdAlone() {
    // given
    OperationView operation = Views.operation(deviceId, "op-" + deviceId, "inProgress");
    view.answer(viewOperation(operation.operationId()), operation);
    view.has(operation);
    String path = "/teamwork/operations/" + operation.operationId();

    // when
    Answer answer = gateway.get(path);
    Answer seen = gateway.send(gateway.request(path + "/").header("If-None-Match", "\"4\""));
    Answer part = gateway.get(path + "?$select=id,deviceId");
    Answer ofDevice = gateway.get(collection + "/" + operation.operationId());

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"4\"");
    assertThat(answer.json().path("@odata.context").asString())
        .isEqualTo(gateway.base() + "/$metadata#teamwork/operations/$entity");
    assertThat(seen.status()).isEqualTo(304);
    assertThat(part.json().propertyNames())
        .containsExactly("@odata.context", "@odata.type", "id", "deviceId");
    assertThat(((ObjectNode) answer.json()).without("@odata.context"))
        .isEqualTo(((ObjectNode) ofDevice.json()).without("@odata.context"));
  }

  @Test
  void shouldAnswer404WhenTheOperationIsNotTheTenants() {
    // given
    view.answer(viewOperation("op-foreign"), () -> new ScriptedView.Answer(403, "{}"));

    // when
    Answer foreign = gateway.get("/teamwork/operations/op-foreign");
    Answer unknown = gateway.get("/teamwork/operations/" + OLD_UUID_V7);

    // then
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(foreign.json().at("/error/message")).isEqualTo(unknown.json().at("/error/message"));
  }

  private static String viewOperation(String operationId) {
    return "/tenants/" + Gateway.TENANT + "/operations/" + operationId;
  }

  @Test
  void shouldShowTheDevicesLogInTheHistoryAlone() {
    // given
    view.has(Views.operation(deviceId, "op-1", "failed"));
    view.answer(
        viewCollection + "/op-1/revisions",
        new Revisions(List.of(Views.operation(deviceId, "op-1", "failed"))));

    // when
    Answer operation = gateway.get(collection + "/op-1");
    Answer history = gateway.get(collection + "/op-1/history");

    // then
    assertThat(operation.json().has("log")).isFalse();
    assertThat(operation.json().at("/lateResult/result").asString()).isEqualTo("rejected");
    assertThat(operation.json().get("onDeadline").isNull()).isTrue();
    assertThat(history.json().at("/value/0/log/1").asString()).isEqualTo("another");
    assertThat(history.json().at("/value/0/deviceLastSeenDateTime").isNull()).isTrue();
  }

  @Test
  void shouldShowTheErrorAndAdviseNoPollWhenTheOperationFailed() {
    // given
    view.has(Views.operation(deviceId, "op-1", "failed"));

    // when
    Answer answer = gateway.get(collection + "/op-1");

    // then
    assertThat(answer.json().path("error").path("code").asString())
        .isEqualTo("deviceReportedFailure");
    assertThat(answer.json().path("error").path("message").asString()).isEqualTo("no space left");
    assertThat(answer.header("Retry-After")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'\"4\"',304", "'W/\"4\"',304", "'\"1\", \"4\"',304", "*,304", "'\"3\"',200"})
  void shouldAnswer304WhenTheCallerHasSeenTheRevision(String ifNoneMatch, int status) {
    // given
    view.has(Views.operation(deviceId, "op-1", "inProgress"));

    // when
    Answer answer =
        gateway.send(gateway.request(collection + "/op-1").header("If-None-Match", ifNoneMatch));

    // then
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("ETag")).isEqualTo("\"4\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"op-unknown", OLD_UUID_V7, "00000000-0000-4000-8000-000000000000"})
  void shouldAnswer404AtOnceWhenAnIdIsUnknownAndNotFresh(String operationId) {
    // when
    Answer answer = gateway.get(collection + "/" + operationId);

    // then
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("NotFound/operationNotFound");
    assertThat(view.requests())
        .filteredOn(path -> path.contains(deviceId))
        .containsExactly(viewCollection + "/" + operationId);
  }

  @Test
  void shouldWaitForTheViewWhenAnIdIsFresh() {
    // given
    String fresh = freshId();
    AtomicInteger asked = new AtomicInteger();
    view.answer(
        viewCollection + "/" + fresh,
        () ->
            asked.incrementAndGet() < 4
                ? new ScriptedView.Answer(404, "")
                : view.ok(Views.operation(deviceId, fresh, "queued")));

    // when
    Answer answer = gateway.get(collection + "/" + fresh);

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("id").asString()).isEqualTo(fresh);
    assertThat(asked).hasValue(4);
  }

  @Test
  void shouldAnswer503AndNever404WhenTheViewDoesNotSeeAFreshIdInTime() {
    // when
    Answer answer = gateway.get(collection + "/" + freshId());

    // then
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.error()).isEqualTo("ServiceUnavailable/operationNotYetVisible");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void shouldAnswer503WhenTheViewFails() {
    // given
    view.answer(viewCollection + "/op-1", () -> new ScriptedView.Answer(500, ""));

    // when
    Answer answer = gateway.get(collection + "/op-1");

    // then
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.error()).isEqualTo("ServiceUnavailable/viewUnavailable");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void shouldEncodeIdsForTheViewWhenTheyHoldAnyCharacter() {
    // given
    String operationId = "a?b%c#" + UUID.randomUUID();
    String encoded = operationId.replace("%", "%25").replace("?", "%3F").replace("#", "%23");

    // when
    Answer answer = gateway.get(collection + "/" + encoded);

    // then
    assertThat(answer.status()).isEqualTo(404);
    assertThat(view.requests()).contains(viewCollection + "/" + encoded);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%2Fb", "%1F", "%C2%85", TOO_LONG})
  void shouldAnswer404AndAskNobodyWhenTheIdIsNone(String operationId) {
    // when
    Answer answer = gateway.get(collection + "/" + operationId);

    // then
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("NotFound/operationNotFound");
    assertThat(view.requests()).noneMatch(path -> path.contains(deviceId));
  }

  @Test
  void shouldShowOnlyWhatIsSelected() {
    // given
    view.has(Views.operation(deviceId, "op-1", "queued"));

    // when
    Answer answer = gateway.get(collection + "/op-1?$select=id,status");

    // then
    assertThat(answer.json().propertyNames())
        .containsExactly("@odata.context", "@odata.type", "id", "status");
    assertThat(answer.json().path("@odata.context").asString())
        .endsWith("/operations(id,status)/$entity");
  }

  @Test
  void shouldShowTheOperationAsItStoodWhenATimeIsGiven() {
    // given
    view.answer(
        viewCollection + "/op-1?asOf=1700000000500", Views.operation(deviceId, "op-1", "queued"));

    // when
    Answer then = gateway.get(collection + "/op-1?asOf=2023-11-14T22:13:20.500Z");
    Answer before = gateway.get(collection + "/op-1?asOf=2001-01-01T00:00:00%2B01:00");
    Answer none = gateway.get(collection + "/op-1?asOf=yesterday");

    // then
    assertThat(then.json().path("status").asString()).isEqualTo("queued");
    assertThat(then.header("Retry-After")).isEmpty();
    assertThat(before.error()).isEqualTo("NotFound/operationNotFound");
    assertThat(none.status()).isEqualTo(400);
  }

  @Test
  void shouldAnswerAtTheNextChangeWhenItIsWaitedFor() {
    // given
    AtomicInteger asked = new AtomicInteger();
    view.answer(
        viewCollection + "/op-1",
        () ->
            view.ok(
                asked.incrementAndGet() < 4
                    ? Views.operation(deviceId, "op-1", "queued")
                    : Views.operation(deviceId, "op-1", "successful", 5)));

    // when
    Answer answer =
        gateway.send(
            gateway
                .request(collection + "/op-1?waitForChange=PT10S")
                .header("If-None-Match", "\"4\""));

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"5\"");
    assertThat(answer.json().path("status").asString()).isEqualTo("successful");
    assertThat(asked).hasValue(4);
  }

  @Test
  void shouldAnswer304WhenNothingChangesDuringTheWait() {
    // given
    view.has(Views.operation(deviceId, "op-1", "queued"));

    // when
    Answer answer =
        gateway.send(
            gateway
                .request(collection + "/op-1?waitForChange=PT0.2S")
                .header("If-None-Match", "\"4\""));

    // then
    assertThat(answer.status()).isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT21S", "-PT1S", "soon", "P1D", ""})
  void shouldAnswer400WhenTheWaitIsOutOfRange(String wait) {
    // when
    Answer answer = gateway.get(collection + "/op-1?waitForChange=" + wait);

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/error/details/0/target").asString()).isEqualTo("waitForChange");
  }

  @Test
  void shouldShowEveryRevisionOldestFirst() {
    // given
    view.has(Views.operation(deviceId, "op-1", "successful", 3));
    view.answer(
        viewCollection + "/op-1/revisions",
        new Revisions(
            List.of(
                Views.operation(deviceId, "op-1", "queued", 1),
                Views.operation(deviceId, "op-1", "inProgress", 2),
                Views.operation(deviceId, "op-1", "successful", 3))));

    // when
    Answer answer = gateway.get(collection + "/op-1/history");

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(
            answer.json().path("value").valueStream().map(item -> item.path("status").asString()))
        .containsExactly("queued", "inProgress", "successful");
    assertThat(answer.json().path("value").findValuesAsString("revision"))
        .containsExactly("1", "2", "3");
  }

  @Test
  void shouldAnswer404WhenTheHistoryIsOfNoOperation() {
    // when
    Answer answer = gateway.get(collection + "/op-9/history");

    // then
    assertThat(answer.error()).isEqualTo("NotFound/operationNotFound");
  }

  /** A UUID of version 7, as another gateway would have minted it just now. */
  private static String freshId() {
    UUID random = UUID.randomUUID();
    long high =
        (System.currentTimeMillis() << 16) | 0x7000 | (random.getMostSignificantBits() & 0x0FFF);
    return new UUID(high, random.getLeastSignificantBits()).toString();
  }
}
