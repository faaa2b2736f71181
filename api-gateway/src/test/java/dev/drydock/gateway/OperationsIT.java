package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.ScriptedView;
import dev.drydock.gateway.bed.TestBed;
import dev.drydock.gateway.bed.Views;
import dev.drydock.gateway.view.OperationPage;
import dev.drydock.gateway.view.OperationView;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

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
                     "error":null,"softwareType":"teamsClient","softwareVersion":"1.0",
                     "phase":"installing","progress":"3 of 7",
                     "deadlineDateTime":"2023-11-14T22:15:00.000Z","revision":4}
                    """
                        .formatted(gateway.base(), deviceId, deviceId)));
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
  void shouldLeadThroughAllPagesWhenThereAreSeveral() {
    // given
    OperationView first = Views.operation(deviceId, freshId(), "queued");
    OperationView second = Views.operation(deviceId, freshId(), "successful");
    view.answer(viewCollection + "?top=1", new OperationPage(List.of(first), true));
    view.answer(
        viewCollection + "?top=1&after=" + first.createdAt() + "_" + first.operationId(),
        new OperationPage(List.of(second), false));

    // when
    Answer page = gateway.get(collection + "?$top=1");
    String nextLink = page.json().path("@odata.nextLink").asString();
    Answer next = gateway.get(URI.create(nextLink).toString().substring(gateway.base().length()));

    // then
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.json().path("@odata.context").asString())
        .isEqualTo(gateway.base() + "/$metadata#teamwork/devices('" + deviceId + "')/operations");
    assertThat(page.json().path("value").path(0).path("id").asString())
        .isEqualTo(first.operationId());
    assertThat(page.json().path("value").path(0).has("@odata.context")).isFalse();
    assertThat(next.json().path("value").path(0).path("id").asString())
        .isEqualTo(second.operationId());
    assertThat(next.json().has("@odata.nextLink")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"?top=7", "?$top=7", "?$TOP=7", "?%24top=7&"})
  void shouldTakeTheOptionHoweverItIsWritten(String query) {
    // given
    view.answer(
        viewCollection + "?top=7",
        new OperationPage(List.of(Views.operation(deviceId, "op-1", "queued")), false));

    // when
    Answer answer = gateway.get(collection + query);

    // then
    assertThat(answer.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "?$top=0, $top",
    "?$top=51, $top",
    "?$top=x, $top",
    "?$top=, $top",
    "?$top=1&top=2, top",
    "?$filter=x, $filter",
    "?$count=true, $count",
    "?waitForChange=PT1S, waitForChange",
    "?$skipToken=tampered, $skipToken",
    "?$skipToken=bzp0YW1wZXJlZA, $skipToken",
    "?$skipToken=!!!, $skipToken",
  })
  void shouldAnswer400AndNameTheOptionWhenItIsNotSupported(String query, String option) {
    // when
    Answer answer = gateway.get(collection + query);

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").path("details").path(0).path("target").asString())
        .isEqualTo(option);
  }

  @Test
  void shouldShowAnEmptyCollectionWhenTheDeviceHasNoOperations() {
    // given
    view.answer(viewCollection + "?top=20", new OperationPage(List.of(), false));
    view.has(Views.device(deviceId, 1));

    // when
    Answer answer = gateway.get(collection);

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("value").isEmpty()).isTrue();
  }

  @Test
  void shouldAnswer404WhenTheDeviceIsUnknown() {
    // given
    view.answer(viewCollection + "?top=20", new OperationPage(List.of(), false));

    // when
    Answer answer = gateway.get(collection);

    // then
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("NotFound/deviceNotFound");
  }

  /** A UUID of version 7, as another gateway would have minted it just now. */
  private static String freshId() {
    UUID random = UUID.randomUUID();
    long high =
        (System.currentTimeMillis() << 16) | 0x7000 | (random.getMostSignificantBits() & 0x0FFF);
    return new UUID(high, random.getLeastSignificantBits()).toString();
  }
}
