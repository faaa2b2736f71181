package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.ScriptedDispatcher;
import dev.drydock.gateway.bed.ScriptedDispatcher.Taken;
import dev.drydock.gateway.bed.ScriptedView;
import dev.drydock.gateway.bed.TestBed;
import dev.drydock.gateway.bed.Tokens;
import dev.drydock.gateway.bed.Views;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.view.OperationDetail;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(GatewayExtension.class)
final class CancelIT {

  private static final String OPERATION = "op-1";

  private final String deviceId = "device-" + UUID.randomUUID();
  private final String operation = "/teamwork/devices/" + deviceId + "/operations/" + OPERATION;
  private final String path = operation + "/cancel";
  private final TestBed bed;
  private final Gateway gateway;
  private final ScriptedDispatcher dispatcher;
  private final ScriptedView view;

  CancelIT(TestBed bed, Gateway gateway) {
    this.bed = bed;
    this.gateway = gateway;
    this.dispatcher = bed.dispatcher();
    this.view = bed.view();
  }

  @Test
  void shouldAnswer202OnceTheViewShowsThatTheDeviceIsAsked() {
    // given
    has("inProgress");
    AtomicInteger asked = new AtomicInteger();
    dispatcher.script(
        deviceId,
        (taken, desk) -> {
          Instant at = taken.command().getRequestedAt();
          view.answer(
              viewPath(),
              () ->
                  view.ok(
                      asked.incrementAndGet() < 3
                          ? Views.operation(deviceId, OPERATION, "inProgress")
                          : Views.with(
                              Views.operation(deviceId, OPERATION, "inProgress"),
                              "cancelRequested",
                              Views.cancelRequested(at))));
          desk.requestCancel(taken);
        });

    // when
    Answer answer = cancel();

    // then
    assertAccepted(answer);
    assertThat(asked).hasValue(3);
  }

  @Test
  void shouldWriteTheCommand() {
    // given
    has("inProgress");
    cancels();
    String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    // when
    gateway.send(gateway.posting(path, "{\"force\":true}").header("traceparent", traceparent));

    // then
    Taken taken = dispatcher.taken(deviceId).get(0);
    assertThat(new String(taken.record().key(), StandardCharsets.UTF_8))
        .isEqualTo(Gateway.TENANT + "/" + deviceId);
    assertThat(taken.header(MessageHeaders.KIND)).isEqualTo("cancelOperation");
    assertThat(taken.header(MessageHeaders.TRACEPARENT)).isEqualTo(traceparent);
    assertThat(taken.command().getRequestedBy().getApplicationId()).isEqualTo("app-1");
    assertThat(taken.command().getCancelOperation().getOperationId()).isEqualTo(OPERATION);
    assertThat(taken.command().getCancelOperation().getForce()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"force\":false}", "{\"force\":null}"})
  void shouldNotForceUnlessItIsSaid(String body) {
    // given
    has("queued");
    cancels();

    // when
    Answer answer = gateway.post(path, body);

    // then
    assertAccepted(answer);
    assertThat(dispatcher.taken(deviceId).get(0).command().getCancelOperation().getForce())
        .isFalse();
  }

  @Test
  void shouldAnswer202WhenItIsWithdrawn() {
    // given
    has("queued");
    cancels();

    // when
    Answer answer = cancel();

    // then
    assertAccepted(answer);
  }

  @Test
  void shouldAnswer202AtOnceWhenTheDeviceIsAskedAlready() {
    // given
    Instant before = Instant.ofEpochMilli(1_700_000_001_500L);
    view.has(
        Views.with(
            Views.operation(deviceId, OPERATION, "inProgress"),
            "cancelRequested",
            Views.cancelRequested(before)));
    dispatcher.script(deviceId, (taken, desk) -> desk.requestCancel(taken));

    // when
    long start = System.nanoTime();
    Answer answer = cancel();

    // then
    assertAccepted(answer);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1400));
  }

  @Test
  void shouldAnswer202WhenTheDeviceRefusesAtOnce() {
    // given
    has("inProgress");
    dispatcher.script(
        deviceId,
        (taken, desk) -> {
          Instant at = taken.command().getRequestedAt();
          OperationDetail asked = Views.cancelRequested(at);
          view.has(
              Views.with(Views.operation(deviceId, OPERATION, "inProgress"), "installing", asked));
          desk.requestCancel(taken);
        });

    // when
    Answer answer = cancel();

    // then
    assertAccepted(answer);
  }

  @ParameterizedTest
  @CsvSource({"successful, false", "failed, false", "successful, true", "failed, true"})
  void shouldAnswer409WhenTheDeviceWinsTheRace(String state, boolean isWithdrawn) {
    // given
    has("inProgress");
    dispatcher.script(
        deviceId,
        (taken, desk) -> {
          AtomicInteger asked = new AtomicInteger();
          view.answer(
              viewPath(),
              () ->
                  view.ok(
                      Views.operation(
                          deviceId,
                          OPERATION,
                          asked.incrementAndGet() < 3 ? "inProgress" : state)));
          if (isWithdrawn) {
            desk.withdraw(taken);
          } else {
            desk.requestCancel(taken);
          }
        });

    // when
    Answer answer = cancel();

    // then
    assertFinal(answer, state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"successful", "failed", "cancelled"})
  void shouldSayHowItEndedWhenThereIsNothingToCancel(String state) {
    // given
    has("inProgress");
    dispatcher.script(
        deviceId,
        (taken, desk) -> {
          has(state);
          desk.refuseCancel(taken);
        });

    // when
    Answer answer = cancel();

    // then
    assertThat(answer.status()).isEqualTo(409);
    assertFinal(answer, state);
  }

  @Test
  void shouldAnswer503WhenThereIsNothingToCancelAndTheViewDoesNotKnowItYet() {
    // given
    has("inProgress");
    dispatcher.script(deviceId, (taken, desk) -> desk.refuseCancel(taken));

    // when
    Answer answer = cancel();

    // then
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.error()).isEqualTo("ServiceUnavailable/operationNotYetVisible");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void shouldAnswer202WhenTheViewDoesNotSeeTheRequestInTime() {
    // given
    has("inProgress");
    dispatcher.script(deviceId, (taken, desk) -> desk.requestCancel(taken));

    // when
    Answer answer = cancel();

    // then
    assertAccepted(answer);
  }

  @Test
  void shouldAnswer202WhenTheViewGoesAwayMeanwhile() {
    // given
    has("queued");
    dispatcher.script(
        deviceId,
        (taken, desk) -> {
          view.answer(viewPath(), () -> new ScriptedView.Answer(500, ""));
          desk.withdraw(taken);
        });

    // when
    Answer answer = cancel();

    // then
    assertAccepted(answer);
  }

  @Test
  void shouldAnswer503WhenNothingIsDecidedInTimeAndCancelWhenItIsRepeated() {
    // given
    has("inProgress");
    dispatcher.script(deviceId, (taken, desk) -> {});

    // when
    Answer undecided = cancel();
    cancels();
    Answer repeated = cancel();

    // then
    assertThat(undecided.status()).isEqualTo(503);
    assertThat(undecided.error()).isEqualTo("ServiceUnavailable/cancelUndecided");
    assertThat(undecided.header("Retry-After")).isEqualTo("1");
    assertAccepted(repeated);
  }

  @ParameterizedTest
  @ValueSource(strings = {"successful", "failed", "cancelled"})
  void shouldAnswer409AndAskNobodyWhenTheOperationIsOver(String state) {
    // given
    has(state);

    // when
    Answer answer = cancel();

    // then
    assertFinal(answer, state);
    assertThat(dispatcher.taken(deviceId)).isEmpty();
  }

  @Test
  void shouldAnswer404WhenTheDeviceHasNoSuchOperation() {
    // when
    Answer answer = gateway.post(path, "{\"nonsense\":1}");

    // then
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("NotFound/operationNotFound");
    assertThat(dispatcher.taken(deviceId)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"force\":\"true\"} | force",
        "{\"force\":1}        | force",
        "{\"reason\":null}    | reason",
        "[]                   | body",
        "null                 | body",
        "{\"force\":true      | body",
      })
  void shouldAnswer400WhenTheBodyIsWrong(String body, String target) {
    // given
    has("inProgress");

    // when
    Answer answer = gateway.post(path, body);

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/error/details/0/target").asString()).isEqualTo(target);
    assertThat(dispatcher.taken(deviceId)).isEmpty();
  }

  @Test
  void shouldAnswer415WhenTheBodyIsNoJson() {
    // given
    has("inProgress");

    // when
    Answer untyped = gateway.send(gateway.request(path).POST(BodyPublishers.ofString("{}")));
    Answer text =
        gateway.send(
            gateway
                .request(path)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("force")));

    // then
    assertThat(untyped.status()).isEqualTo(415);
    assertThat(text.status()).isEqualTo(415);
  }

  @Test
  void shouldTakeAnEmptyBodyOfAnyType() {
    // given
    has("inProgress");
    dispatcher.script(deviceId, (taken, desk) -> desk.requestCancel(taken));

    // when
    Answer answer =
        gateway.send(
            gateway
                .request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.noBody()));

    // then
    assertThat(answer.status()).isEqualTo(202);
  }

  @Test
  void shouldAnswer403WhenTheCallerMayOnlyRead() {
    // given
    has("inProgress");
    String reader = bed.tokens().of(Gateway.TENANT, "app-1", Tokens.READ);

    // when
    Answer answer =
        gateway.send(
            gateway
                .request(path)
                .setHeader("Authorization", "Bearer " + reader)
                .POST(BodyPublishers.noBody()));

    // then
    assertThat(answer.status()).isEqualTo(403);
    assertThat(dispatcher.taken(deviceId)).isEmpty();
  }

  @Test
  void shouldAnswer405WithTheMethodWhenItIsRead() {
    // when
    Answer answer = gateway.get(path);

    // then
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("POST");
  }

  @Test
  void shouldCancelWithinABatch() {
    // given
    has("queued");
    cancels();

    // when
    Answer answer =
        gateway.post(
            "/$batch",
            "{\"requests\":[{\"id\":\"1\",\"method\":\"POST\",\"url\":\"%s\"}]}".formatted(path));

    // then
    assertThat(answer.json().at("/responses/0/status").asInt()).isEqualTo(202);
    assertThat(answer.json().at("/responses/0/headers/Location").asString())
        .isEqualTo(gateway.base() + operation);
  }

  private Answer cancel() {
    return gateway.send(gateway.request(path).POST(BodyPublishers.noBody()));
  }

  /** The dock withdraws the operation, and the view shows that it is cancelled. */
  private void cancels() {
    dispatcher.script(
        deviceId,
        (taken, desk) -> {
          has("cancelled");
          desk.withdraw(taken);
        });
  }

  private void has(String state) {
    view.has(Views.operation(deviceId, OPERATION, state));
  }

  private String viewPath() {
    return ScriptedView.path(Gateway.TENANT, deviceId, OPERATION);
  }

  private void assertAccepted(Answer answer) {
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Location")).isEqualTo(gateway.base() + operation);
    assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
    assertThat(answer.header("Content-Length")).isEqualTo("0");
    assertThat(answer.header("Retry-After")).isEqualTo("3");
  }

  private void assertFinal(Answer answer, String state) {
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.error()).isEqualTo("Conflict/operationFinal");
    assertThat(answer.json().at("/error/message").asString())
        .contains(" is " + state + " since 20");
    assertThat(answer.header("Location")).isEqualTo(gateway.base() + operation);
  }
}
