package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.ScriptedDispatcher;
import dev.drydock.gateway.bed.ScriptedView;
import dev.drydock.gateway.bed.TestBed;
import dev.drydock.gateway.bed.Views;
import dev.drydock.view.DevicePage;
import dev.drydock.view.OperationPage;
import dev.drydock.view.OperationView;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** While the view is behind, nothing is said not to exist. */
@ExtendWith(GatewayExtension.class)
final class ViewBehindIT {

  private static final String BEHIND = "Drydock-View-Behind";
  private static final String TENANT = "/tenants/" + Gateway.TENANT;
  private static final String OLD = "018bcfe5-6800-7000-8000-00000000be4d";

  private final String deviceId = "device-" + UUID.randomUUID();
  private final Gateway gateway;
  private final ScriptedView view;
  private final ScriptedDispatcher dispatcher;

  ViewBehindIT(TestBed bed, Gateway gateway) {
    this.gateway = gateway;
    this.view = bed.view();
    this.dispatcher = bed.dispatcher();
  }

  /** Other tests ask the same view. */
  @AfterEach
  void catchUp() {
    view.answerQuery(
        TENANT + "/operations/query", query -> view.ok(new OperationPage(List.of(), false, null)));
    view.answerQuery(
        TENANT + "/devices/query", query -> view.ok(new DevicePage(List.of(), false, null)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/teamwork/devices/DEVICE",
        "/teamwork/devices/DEVICE/health",
        "/teamwork/devices/DEVICE/operations",
        "/teamwork/devices/DEVICE/operations/" + OLD,
        "/teamwork/devices/DEVICE/operations/" + OLD + "/history",
        "/teamwork/devices/DEVICE/operations/" + OLD + "?asOf=2026-11-23T10:15:30Z",
        "/teamwork/operations/" + OLD,
      })
  void shouldAnswer503WhenSomethingIsNotThereYet(String path) {
    // given
    String ofDevice = TENANT + "/devices/" + deviceId;
    notYet(ofDevice);
    notYet(ofDevice + "/operations/" + OLD);
    notYet(ofDevice + "/operations/" + OLD + "?asOf=1795428930000");
    notYet(TENANT + "/operations/" + OLD);
    view.answerQuery(
        TENANT + "/operations/query", query -> behind(new OperationPage(List.of(), false, null)));

    // when
    Answer answer = gateway.get(path.replace("DEVICE", deviceId));

    // then
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("5");
    assertThat(answer.header(BEHIND)).isEqualTo("86400");
    assertThat(answer.json().at("/error/innerError/code").asString()).isEqualTo("viewBehind");
  }

  @Test
  void shouldSayByHowMuchWhenSomethingIsFound() {
    // given
    OperationView operation = Views.operation(deviceId, "op-1", "inProgress");
    view.answer(ScriptedView.path(Gateway.TENANT, deviceId, "op-1"), () -> behind(operation));
    view.answerQuery(
        TENANT + "/operations/query",
        query -> behind(new OperationPage(List.of(operation), false, null)));
    view.answerQuery(
        TENANT + "/devices/query",
        query -> behind(new DevicePage(List.of(Views.device(deviceId, 1)), false, null)));

    // then
    for (String path :
        List.of(
            "/teamwork/devices/" + deviceId + "/operations/op-1",
            "/teamwork/devices/" + deviceId + "/operations",
            "/teamwork/operations",
            "/teamwork/devices")) {
      Answer answer = gateway.get(path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.header(BEHIND)).as(path).isEqualTo("86400");
    }
  }

  @Test
  void shouldSayNothingWhenTheViewIsNotBehind() {
    // given
    view.has(Views.device(deviceId, 1));

    // when
    Answer answer = gateway.get("/teamwork/devices/" + deviceId);

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().headers().firstValue(BEHIND)).isEmpty();
  }

  @Test
  void shouldNameAHolderThatCannotBeReadYet() {
    // given
    gateway.put("/teamwork/softwareReleases/teamsClient/1.0", "{}");
    notYet(ScriptedView.path(Gateway.TENANT, deviceId, OLD));
    dispatcher.script(deviceId, (taken, desk) -> desk.conflict(taken, OLD, Instant.now()));

    // when
    Answer conflict = gateway.updateSoftware(deviceId);
    Answer holder = gateway.get("/teamwork/devices/" + deviceId + "/operations/" + OLD);

    // then
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.header("Location")).endsWith(OLD);
    assertThat(holder.status()).isEqualTo(503);
    assertThat(holder.header("Retry-After")).isEqualTo("5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH"})
  void shouldTellThatADeviceIsEditedWhenItCannotBeReadYet(String method) {
    // given
    notYet(TENANT + "/devices/" + deviceId);
    dispatcher.script(deviceId, (taken, desk) -> desk.register(taken, false, 2));

    // when
    Answer answer =
        gateway.send(
            gateway
                .request("/teamwork/devices/" + deviceId)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString("{\"notes\":\"n\"}")));

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Location")).endsWith("/teamwork/devices/" + deviceId);
    assertThat(answer.response().body()).isEmpty();
    assertThat(dispatcher.taken(deviceId)).hasSize(1);
  }

  private void notYet(String path) {
    view.answer(path, () -> new ScriptedView.Answer(404, "", "86400"));
  }

  private ScriptedView.Answer behind(Object body) {
    return new ScriptedView.Answer(200, view.ok(body).body(), "86400");
  }
}
