package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The error body and the ids stand on every answer, whichever layer of the server gives it. */
@ExtendWith(GatewayExtension.class)
final class ErrorsIT {

  private static final Pattern STATUS = Pattern.compile("^HTTP/1.1 (\\d+)");

  private final Gateway gateway;

  ErrorsIT(Gateway gateway) {
    this.gateway = gateway;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /beta/teamwork/devices/{odd} HTTP/1.1",
        "GET /beta/teamwork/devices/a\u0001b HTTP/1.1",
        "GET /beta//teamwork/devices HTTP/1.1",
        "GET /beta/teamwork/../devices HTTP/1.1",
        "GET /beta/teamwork/devices/%zz HTTP/1.1",
        "GET /beta/teamwork/devices;a=b HTTP/1.1",
        "GET nonsense HTTP/1.1",
      })
  void shouldAnswer400WithTheErrorBodyWhenTheRequestLineIsBad(String requestLine) {
    // when
    String answer = gateway.rawRequest(requestLine);

    // then
    assertThat(status(answer)).isEqualTo(400);
    assertErrorBody(answer, "BadRequest");
  }

  @Test
  void shouldAnswer400WithTheErrorBodyWhenTheHostIsMissing() {
    // when
    String answer = gateway.raw("GET /beta/teamwork/devices HTTP/1.1\r\nConnection: close\r\n\r\n");

    // then
    assertThat(status(answer)).isEqualTo(400);
    assertErrorBody(answer, "BadRequest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/beta/nowhere", "/nowhere", "/error", "/beta", "/openapi"})
  void shouldAnswer404WithTheErrorBodyWhenThePathIsUnknown(String path) {
    // when
    String answer = gateway.rawRequest("GET " + path + " HTTP/1.1");

    // then
    assertThat(status(answer)).isEqualTo(404);
    assertErrorBody(answer, "NotFound");
  }

  @ParameterizedTest
  @CsvSource({
    "POST,   /beta/teamwork/devices/d,              'GET, PUT, PATCH, DELETE'",
    "DELETE, /beta/teamwork/devices/d/operations/o, GET",
    "BREW,   /beta/teamwork/devices,                GET",
    "POST,   /beta/teamwork/softwareReleases,       GET",
  })
  void shouldAnswer405WithTheErrorBodyWhenTheMethodIsNotAllowed(
      String method, String path, String allow) {
    // when
    String answer = gateway.rawRequest(method + ' ' + path + " HTTP/1.1", "Content-Length: 0");

    // then
    assertThat(status(answer)).isEqualTo(405);
    assertThat(headers(answer)).contains("\r\nAllow: ");
    assertThat(allow(answer)).containsExactlyInAnyOrder(allow.split(", "));
    assertErrorBody(answer, "MethodNotAllowed");
  }

  @Test
  void shouldAnswerWithTheErrorBodyWhenTheHeadersAreTooLong() {
    // when
    String answer =
        gateway.rawRequest("GET /beta/teamwork/devices HTTP/1.1", "X: " + "x".repeat(20_000));

    // then
    assertThat(status(answer)).isEqualTo(400);
    assertErrorBody(answer, "BadRequest");
  }

  @Test
  void shouldEchoTheCallersIdWhenItIsUsable() {
    // when
    Answer answer =
        gateway.send(
            gateway.request("/teamwork/devices/d?x=1").header("client-request-id", "mine 1"));

    // then
    assertThat(answer.header("client-request-id")).isEqualTo("mine 1");
    assertThat(answer.header("request-id")).isNotEmpty().isNotEqualTo("mine 1");
    assertThat(answer.json().path("error").path("innerError").path("client-request-id").asString())
        .isEqualTo("mine 1");
    assertThat(answer.json().path("error").path("innerError").path("request-id").asString())
        .isEqualTo(answer.header("request-id"));
  }

  @Test
  void shouldUseOurIdWhenTheCallersIsTooLong() {
    // when
    Answer answer =
        gateway.send(gateway.request("/nowhere").header("client-request-id", "x".repeat(129)));

    // then
    assertThat(answer.header("client-request-id"))
        .isNotEmpty()
        .isEqualTo(answer.header("request-id"));
  }

  @Test
  void shouldSayWhenTheErrorHappened() {
    // when
    Answer answer = gateway.get("/nowhere");

    // then
    assertThat(answer.json().path("error").path("innerError").path("date").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("Cache-Control")).isEqualTo("private");
  }

  @Test
  void shouldRefuseMultipartWhenJsonIsExpected() {
    // when
    Answer answer =
        gateway.send(
            gateway
                .request("/teamwork/devices/d")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .PUT(BodyPublishers.ofString("--x--")));

    // then
    assertThat(answer.status()).isEqualTo(415);
  }

  private static void assertErrorBody(String answer, String code) {
    assertThat(headers(answer))
        .containsIgnoringCase("\r\nContent-Type: application/json")
        .containsIgnoringCase("\r\nrequest-id: ")
        .containsIgnoringCase("\r\nclient-request-id: ");
    assertThat(body(answer)).startsWith("{\"error\":{\"code\":\"" + code + '"').endsWith("}}}");
  }

  private static int status(String answer) {
    var matcher = STATUS.matcher(answer);
    assertThat(matcher.find()).as("a status line in: %s", answer).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  private static String[] allow(String answer) {
    return headers(answer).replaceAll("(?s).*\r\nAllow: ([^\r]*).*", "$1").split(", ?");
  }

  private static String headers(String answer) {
    return answer.substring(0, answer.indexOf("\r\n\r\n") + 2);
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }
}
