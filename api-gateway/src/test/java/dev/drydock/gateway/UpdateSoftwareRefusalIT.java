package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.ScriptedView;
import dev.drydock.gateway.bed.TestBed;
import dev.drydock.gateway.bed.Views;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(GatewayExtension.class)
final class UpdateSoftwareRefusalIT {

  private static final int LIMIT = 64 * 1024;

  private final String deviceId = "device-" + UUID.randomUUID();
  private final String path = "/teamwork/devices/" + deviceId + "/updateSoftware";
  private final Gateway gateway;
  private final ScriptedView view;
  private final TestBed bed;

  UpdateSoftwareRefusalIT(TestBed bed, Gateway gateway) {
    this.bed = bed;
    this.gateway = gateway;
    this.view = bed.view();
  }

  @BeforeEach
  void knowTheDevice() {
    view.has(Views.device(deviceId, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense                                                        | body",
        "[]                                                              | body",
        "{} x                                                            | body",
        "{\"softwareType\":\"firmware\",\"softwareType\":\"firmware\"}   | body",
        "{}                                                              | softwareType",
        "{\"softwareType\":\"TeamsClient\"}                              | softwareType",
        "{\"softwareType\":\"unknownFutureValue\"}                       | softwareType",
        "{\"softwareType\":7}                                            | softwareType",
        "{\"softwareType\":\"firmware\",\"softwareVersion\":\"\"}        | softwareVersion",
        "{\"softwareType\":\"firmware\",\"softwareVersion\":\"a\\u0000\"}| softwareVersion",
        "{\"softwareType\":\"firmware\",\"colour\":\"red\"}              | colour",
        "{\"softwareType\":\"firmware\",\"deadlines\":1}                 | deadlines",
        "{\"softwareType\":\"firmware\",\"deadlines\":{\"end\":\"P1D\"}} | deadlines.end",
        "{\"softwareType\":\"firmware\",\"deadlines\":{\"start\":\"soon\"}}   | deadlines.start",
        "{\"softwareType\":\"firmware\",\"deadlines\":{\"start\":\"PT59S\"}}  | deadlines.start",
        "{\"softwareType\":\"firmware\",\"deadlines\":{\"cancel\":\"PT0S\"}}  | deadlines.cancel",
        "{\"softwareType\":\"firmware\",\"deadlines\":{\"delivery\":\"P31D\"}}|"
            + " deadlines.delivery",
        "{\"softwareType\":\"firmware\",\"mode\":\"Forced\"}          | mode",
        "{\"softwareType\":\"firmware\",\"maintenanceWindow\":{}}     | maintenanceWindow.from",
        "{\"softwareType\":\"firmware\",\"maintenanceWindow\":{\"from\":\"2026-12-01T02:00:00\"}} |"
            + " maintenanceWindow.from",
        "{\"softwareType\":\"firmware\",\"maintenanceWindow\":"
            + "{\"from\":\"2020-01-01T02:00:00Z\",\"until\":\"2020-01-01T03:00:00Z\"}} |"
            + " maintenanceWindow.until",
        "{\"softwareType\":\"firmware\",\"maintenanceWindow\":"
            + "{\"from\":\"2020-01-01T02:00:00Z\",\"until\":\"2999-01-01T03:00:00Z\"}} |"
            + " maintenanceWindow.until",
      })
  void shouldAnswer400AndNameTheMemberWhenTheBodyIsWrong(String body, String target) {
    // when
    Answer answer = gateway.post(path, body);

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("BadRequest/");
    assertThat(answer.json().path("error").path("details").path(0).path("target").asString())
        .isEqualTo(target);
  }

  @Test
  void shouldAnswer404BeforeTheBodys400WhenTheDeviceIsUnknown() {
    // when
    Answer answer = gateway.post("/teamwork/devices/unknown-device/updateSoftware", "[]");

    // then
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("NotFound/deviceNotFound");
  }

  @Test
  void shouldAnswer400WhenTheViewCannotTellWhetherTheDeviceIsKnown() {
    // given
    view.answer(
        "/tenants/" + Gateway.TENANT + "/devices/unclear", () -> new ScriptedView.Answer(500, ""));

    // when
    Answer answer = gateway.post("/teamwork/devices/unclear/updateSoftware", "[]");

    // then
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void shouldAnswer400WhenThereIsAQueryOption() {
    // when
    Answer answer = gateway.post(path + "?$select=id", "{\"softwareType\":\"firmware\"}");

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").path("message").asString()).contains("$select");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u00e9", "TOO-LONG"})
  void shouldAnswer400WhenTheIdempotencyKeyIsNone(String key) {
    // given
    String given = key.equals("TOO-LONG") ? "k".repeat(256) : key;

    // when
    String answer =
        gateway.rawRequest(
            "POST /beta/teamwork/devices/" + deviceId + "/updateSoftware HTTP/1.1",
            "Content-Type: application/json",
            "Content-Length: 0",
            "Idempotency-Key: " + given);

    // then
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"target\":\"Idempotency-Key\"");
  }

  @ParameterizedTest
  @CsvSource({"a%2Fb", "a%00b", "a%0Ab"})
  void shouldAnswer400WhenTheDeviceIdIsNone(String id) {
    // when
    Answer answer = gateway.updateSoftware(id);

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("BadRequest/");
  }

  @Test
  void shouldAnswer400WhenASemicolonCutsTheDeviceId() {
    // when
    Answer answer = gateway.updateSoftware(deviceId + ";7");

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("BadRequest/");
    assertThat(bed.dispatcher().taken(deviceId)).isEmpty();
  }

  @Test
  void shouldAnswer400WhenTheDeviceIdIsTooLong() {
    // when
    Answer answer = gateway.updateSoftware("d".repeat(129));

    // then
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void shouldAnswer413WhenTheBodyIsTooLong() {
    // when
    Answer answer = gateway.post(path, "{\"softwareType\":\"" + "x".repeat(LIMIT) + "\"}");

    // then
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.error()).isEqualTo("RequestEntityTooLarge/");
  }

  @Test
  void shouldAnswer413WhenALongBodyDoesNotTellItsLength() {
    // given
    byte[] body = new byte[LIMIT + 1];

    // when
    Answer answer =
        gateway.send(
            gateway
                .request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

    // then
    assertThat(answer.status()).isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource({"text/plain", "application/x-www-form-urlencoded", "nonsense"})
  void shouldAnswer415WhenTheBodyIsNoJson(String contentType) {
    // when
    Answer answer =
        gateway.send(
            gateway
                .request(path)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString("{}")));

    // then
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.error()).isEqualTo("UnsupportedMediaType/");
  }

  @Test
  void shouldAnswer415WhenTheBodyHasNoTypeOrIsEncoded() {
    // when
    Answer untyped =
        gateway.send(gateway.request(path).POST(BodyPublishers.ofByteArray(new byte[] {'{', '}'})));
    Answer encoded = gateway.send(gateway.posting(path, "{}").header("Content-Encoding", "gzip"));

    // then
    assertThat(untyped.status()).isEqualTo(415);
    assertThat(encoded.status()).isEqualTo(415);
  }

  @Test
  void shouldAnswer405AndNameTheMethodsWhenTheMethodIsNotPost() {
    // when
    Answer answer = gateway.get(path);

    // then
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("POST");
    assertThat(answer.error()).isEqualTo("MethodNotAllowed/");
  }
}
