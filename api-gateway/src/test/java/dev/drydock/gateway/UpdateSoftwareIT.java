package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.ScriptedDispatcher;
import dev.drydock.gateway.bed.ScriptedDispatcher.Taken;
import dev.drydock.gateway.bed.ScriptedView;
import dev.drydock.gateway.bed.TestBed;
import dev.drydock.gateway.bed.Views;
import dev.drydock.messages.Artifact;
import dev.drydock.messages.Deadlines;
import dev.drydock.messages.RequestUpdate;
import dev.drydock.schemas.MessageHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(GatewayExtension.class)
final class UpdateSoftwareIT {

  private static final String SHA256 = "a".repeat(64);

  private final String deviceId = "device-" + UUID.randomUUID();
  private final String path = "/teamwork/devices/" + deviceId + "/updateSoftware";
  private final Gateway gateway;
  private final ScriptedDispatcher dispatcher;
  private final ScriptedView view;

  UpdateSoftwareIT(TestBed bed, Gateway gateway) {
    this.gateway = gateway;
    this.dispatcher = bed.dispatcher();
    this.view = bed.view();
  }

  @BeforeEach
  void publishRelease() {
    assertThat(gateway.put("/teamwork/softwareReleases/teamsClient/1.0", "{}").status())
        .isIn(200, 201);
  }

  @Test
  void shouldAnswer202WhenTheDockAdmits() {
    // given
    dispatcher.script(deviceId, (taken, desk) -> desk.admit(taken));

    // when
    Answer answer = gateway.updateSoftware(deviceId);

    // then
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Location"))
        .isEqualTo(gateway.base() + "/teamwork/devices/" + deviceId + "/operations/" + operation());
    assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
    assertThat(answer.header("Content-Length")).isEqualTo("0");
    assertThat(answer.header("Retry-After")).isEqualTo("3");
    assertThat(answer.header("Cache-Control")).isEqualTo("private");
    assertThat(answer.response().body()).isEmpty();
  }

  @Test
  void shouldWriteTheWholeCommandWhenItTakesARequest() {
    // given
    String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    gateway.put(
        "/teamwork/softwareReleases/firmware/2.0",
        "{\"artifacts\":[{\"uri\":\"https://files.test/f\",\"fileName\":\"f.bin\",\"sizeBytes\":7,"
            + "\"sha256\":\""
            + SHA256
            + "\"}]}");
    dispatcher.script(deviceId, (taken, desk) -> desk.admit(taken));

    // when
    gateway.send(
        gateway
            .posting(
                path,
                "{\"softwareType\":\"firmware\",\"softwareVersion\":\"2.0\","
                    + "\"deadlines\":{\"start\":\"PT2M\",\"cancel\":\"PT3M\"}}")
            .header("traceparent", traceparent));

    // then
    Taken taken = dispatcher.taken(deviceId).get(0);
    assertThat(new String(taken.record().key(), StandardCharsets.UTF_8))
        .isEqualTo(Gateway.TENANT + "/" + deviceId);
    assertThat(taken.header(MessageHeaders.KIND)).isEqualTo("requestUpdate");
    assertThat(taken.header(MessageHeaders.TRACEPARENT)).isEqualTo(traceparent);
    assertThat(taken.header(MessageHeaders.REPLY_TO)).contains("/");
    assertThat(taken.command().getRequestedBy().getApplicationId()).isEqualTo("app-1");
    assertThat(taken.update().getContent().getArtifacts())
        .containsExactly(new Artifact("https://files.test/f", "f.bin", 7L, null, null, SHA256));
    assertThat(taken.update().getDeadlines())
        .isEqualTo(
            new Deadlines(
                Duration.ofHours(24).toMillis(),
                Duration.ofMinutes(2).toMillis(),
                Duration.ofHours(1).toMillis(),
                Duration.ofMinutes(3).toMillis()));
  }

  @Test
  void shouldAskForTheLatestReleaseWhenNoVersionIsGiven() {
    // given
    gateway.put("/teamwork/softwareReleases/adminAgent/9", "{}");
    gateway.put("/teamwork/softwareReleases/adminAgent/10", "{}");
    dispatcher.script(deviceId, (taken, desk) -> desk.admit(taken));

    // when
    Answer answer = gateway.post(path, "{\"softwareType\":\"adminAgent\"}");

    // then
    assertThat(answer.status()).isEqualTo(202);
    assertThat(dispatcher.taken(deviceId).get(0).update().getSoftwareVersion()).isEqualTo("10");
  }

  @Test
  void shouldAnswer400WhenNoVersionIsGivenAndNoneIsOnOffer() {
    // given
    view.has(Views.device(deviceId, 1));

    // when
    Answer answer =
        gateway.post(path, "{\"softwareType\":\"partnerAgent\",\"softwareVersion\":null}");

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(target(answer)).isEqualTo("softwareVersion");
  }

  @Test
  void shouldAnswer404WhenTheVersionIsNotOnOffer() {
    // when
    Answer answer =
        gateway.post(path, "{\"softwareType\":\"teamsClient\",\"softwareVersion\":\"0.0\"}");

    // then
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("NotFound/softwareVersionNotAvailable");
  }

  @Test
  void shouldAnswer404WhenTheDockDoesNotKnowTheDevice() {
    // given
    dispatcher.script(deviceId, (taken, desk) -> desk.refuse(taken));

    // when
    Answer answer = gateway.updateSoftware(deviceId);

    // then
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("NotFound/deviceNotFound");
  }

  @Test
  void shouldNameTheHolderWhenAnotherOperationHoldsTheDevice() {
    // given
    String holder = UUID.randomUUID().toString();
    view.has(Views.operation(deviceId, holder, "inProgress"));
    Instant admittedAt = Instant.now().minusSeconds(100);
    dispatcher.script(deviceId, (taken, desk) -> desk.conflict(taken, holder, admittedAt));

    // when
    Answer answer = gateway.updateSoftware(deviceId);

    // then
    String holderUrl = gateway.base() + "/teamwork/devices/" + deviceId + "/operations/" + holder;
    JsonNode detail = answer.json().path("error").path("details").path(0);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.error()).startsWith("Conflict/");
    assertThat(answer.header("Location")).isEqualTo(holderUrl);
    assertThat(answer.header("Retry-After")).isEqualTo("3");
    assertThat(detail.path("code").asString()).isEqualTo("operationInProgress");
    assertThat(detail.path("target").asString()).isEqualTo(holderUrl);
    assertThat(detail.path("message").asString())
        .contains(holder, "inProgress", "100 s ago", "2023-11-14T22:15:00.000Z");
    assertThat(dispatcher.taken(deviceId)).hasSize(1);
  }

  @Test
  void shouldAnswer409WhenTheViewCannotTellOfTheHolder() {
    // given
    String holder = UUID.randomUUID().toString();
    view.answer(
        ScriptedView.path(Gateway.TENANT, deviceId, holder),
        () -> new ScriptedView.Answer(500, ""));
    dispatcher.script(deviceId, (taken, desk) -> desk.conflict(taken, holder, Instant.now()));

    // when
    Answer answer = gateway.updateSoftware(deviceId);

    // then
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.header("Location")).endsWith(holder);
  }

  @Test
  void shouldAskAgainAsANewOperationWhenTheHolderIsOverAlready() {
    // given
    String holder = UUID.randomUUID().toString();
    view.has(Views.operation(deviceId, holder, "successful"));
    AtomicBoolean isReleased = new AtomicBoolean();
    dispatcher.script(
        deviceId,
        (taken, desk) -> {
          if (isReleased.getAndSet(true)) {
            desk.admit(taken);
          } else {
            desk.conflict(taken, holder, Instant.now());
          }
        });

    // when
    Answer answer = gateway.updateSoftware(deviceId);

    // then
    List<String> operations = operations();
    assertThat(answer.status()).isEqualTo(202);
    assertThat(operations).hasSize(2).doesNotHaveDuplicates();
    assertThat(answer.header("Location")).endsWith(operations.get(1));
  }

  @Test
  void shouldAnswer409WhenTheConflictDoesNotPass() {
    // given
    String holder = UUID.randomUUID().toString();
    view.has(Views.operation(deviceId, holder, "successful"));
    dispatcher.script(deviceId, (taken, desk) -> desk.conflict(taken, holder, Instant.now()));

    // when
    Answer answer = gateway.updateSoftware(deviceId);

    // then
    assertThat(answer.status()).isEqualTo(409);
    assertThat(operations()).hasSizeLessThanOrEqualTo(4).doesNotHaveDuplicates();
  }

  @Test
  void shouldAnswer202WhenThereIsNoDecisionInTime() {
    // given no script: the command is durable, and nobody decides it

    // when
    Answer answer = gateway.updateSoftware(deviceId);

    // then
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Location")).endsWith(operation());
  }

  @Test
  void shouldNotBelieveADecisionWhenItsTransactionIsAborted() {
    // given
    AtomicInteger aborted = new AtomicInteger();
    dispatcher.script(
        deviceId,
        (taken, desk) -> {
          desk.admitAndAbort(taken);
          desk.refuse(taken);
          aborted.incrementAndGet();
        });

    // when
    Answer answer = gateway.updateSoftware(deviceId);

    // then
    assertThat(answer.status()).isEqualTo(404);
    assertThat(aborted).hasValue(1);
  }

  @Test
  void shouldShowTheOperationWhenTheCallerPrefersIt() {
    // given
    dispatcher.script(
        deviceId,
        (taken, desk) -> {
          view.has(Views.operation(deviceId, taken.update().getOperationId(), "queued"));
          desk.admit(taken);
        });

    // when
    Answer answer =
        gateway.send(gateway.updating(deviceId).header("Prefer", "return=representation"));

    // then
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Preference-Applied")).isEqualTo("return=representation");
    assertThat(answer.json().path("id").asString()).isEqualTo(operation());
    assertThat(answer.header("Location")).endsWith(operation());
  }

  @Test
  void shouldLeaveThePreferenceWhenTheViewDoesNotShowTheOperationInTime() {
    // given
    dispatcher.script(deviceId, (taken, desk) -> desk.admit(taken));

    // when
    Answer answer =
        gateway.send(gateway.updating(deviceId).header("Prefer", "return=representation"));

    // then
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Preference-Applied")).isEmpty();
    assertThat(answer.response().body()).isEmpty();
  }

  @Test
  void shouldTakeEncodedDeviceIdsWhenTheyHoldAnyCharacter() {
    // given
    String odd = "a b%;é'+" + UUID.randomUUID();
    String encoded = "a%20b%25%3B%C3%A9%27%2B" + odd.substring("a b%;é'+".length());
    dispatcher.script(odd, (taken, desk) -> desk.admit(taken));

    // when
    Answer answer = gateway.updateSoftware(encoded);

    // then
    assertThat(answer.status()).isEqualTo(202);
    assertThat(dispatcher.taken(odd)).hasSize(1);
    assertThat(answer.header("Location")).contains("/devices/" + encoded + "/operations/");
  }

  @Test
  void shouldTakeATrailingSlashWhenThereIsOne() {
    // given
    dispatcher.script(deviceId, (taken, desk) -> desk.admit(taken));

    // when
    Answer answer =
        gateway.post(path + "/", "{\"softwareType\":\"teamsClient\",\"softwareVersion\":\"1.0\"}");

    // then
    assertThat(answer.status()).isEqualTo(202);
  }

  @Test
  void shouldCarryModeAndMaintenanceWindowAndLiftTheDefaultsToItsEnd() {
    // given
    dispatcher.script(deviceId, (taken, desk) -> desk.admit(taken));
    Instant until = Instant.now().plus(Duration.ofHours(30)).truncatedTo(ChronoUnit.SECONDS);
    Instant from = until.minus(Duration.ofHours(2));

    // when
    Answer answer =
        gateway.post(
            path,
            """
            {"softwareType":"teamsClient","softwareVersion":"1.0","mode":"soft",
            "maintenanceWindow":{"from":"%s","until":"%s"},"deadlines":{"progress":"PT2M"}}"""
                .formatted(from.atOffset(ZoneOffset.ofHours(2)), until));

    // then
    assertThat(answer.status()).isEqualTo(202);
    RequestUpdate update = dispatcher.taken(deviceId).get(0).update();
    assertThat(update.getMode()).isEqualTo("soft");
    assertThat(update.getWindowFrom()).isEqualTo(from);
    assertThat(update.getWindowUntil()).isEqualTo(until);
    assertThat(Duration.ofMillis(update.getDeadlines().getStartMs()))
        .isBetween(Duration.ofHours(29), Duration.ofHours(30));
    assertThat(Duration.ofMillis(update.getDeadlines().getDeliveryMs()))
        .isBetween(Duration.ofHours(29), Duration.ofHours(30));
    assertThat(update.getDeadlines().getProgressMs()).isEqualTo(120_000);
    assertThat(update.getDeadlines().getCancelMs()).isEqualTo(3_600_000);
  }

  private String operation() {
    return operations().get(0);
  }

  private List<String> operations() {
    return dispatcher.taken(deviceId).stream()
        .map(taken -> taken.update().getOperationId())
        .toList();
  }

  private static String target(Answer answer) {
    return answer.json().path("error").path("details").path(0).path("target").asString("");
  }
}
