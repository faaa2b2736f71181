package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.ScriptedDispatcher;
import dev.drydock.gateway.bed.TestBed;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The callers' door takes the same ids as the devices', see the dispatcher's test of this name. */
@ExtendWith(GatewayExtension.class)
final class IdsIT {

  private static final String TABLE = "../schemas/src/test/resources/ids.csv";

  private final Gateway gateway;
  private final ScriptedDispatcher dispatcher;

  IdsIT(TestBed bed, Gateway gateway) {
    this.gateway = gateway;
    this.dispatcher = bed.dispatcher();
  }

  @ParameterizedTest
  @CsvFileSource(files = TABLE, numLinesToSkip = 1, delimiter = '|')
  void shouldTakeADevicesIdByTheRule(String segment, boolean isTaken) {
    // when
    String read = gateway.rawRequest("GET /beta/teamwork/devices/" + segment + " HTTP/1.1");

    // then
    assertThat(read).startsWith(isTaken ? "HTTP/1.1 404 " : "HTTP/1.1 400 ");
    assertThat(read).contains(isTaken ? "\"code\":\"deviceNotFound\"" : "\"code\":\"BadRequest\"");
  }

  @ParameterizedTest
  @CsvFileSource(files = TABLE, numLinesToSkip = 1, delimiter = '|')
  void shouldRegisterADeviceByTheRule(String segment, boolean isTaken) {
    // given
    if (isTaken) {
      dispatcher.script(decode(segment), (taken, desk) -> desk.retire(taken));
    }

    // when
    String retired = gateway.rawRequest("DELETE /beta/teamwork/devices/" + segment + " HTTP/1.1");

    // then
    assertThat(retired).startsWith(isTaken ? "HTTP/1.1 204 " : "HTTP/1.1 400 ");
    if (isTaken) {
      assertThat(dispatcher.taken(decode(segment))).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvFileSource(files = TABLE, numLinesToSkip = 1, delimiter = '|')
  void shouldTakeATenantsIdByTheRule(String segment, boolean isTaken) {
    // given
    String tenantId;
    try {
      tenantId = decode(segment);
    } catch (IllegalArgumentException e) {
      return; // no claim can hold it
    }

    // when
    Answer answer =
        gateway.send(
            HttpRequest.newBuilder(URI.create(gateway.base() + "/teamwork/softwareReleases"))
                .header("Authorization", "Bearer " + gateway.tokens().of(tenantId)));

    // then
    assertThat(answer.status()).isEqualTo(isTaken ? 200 : 401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /beta/teamwork/devices/dom\\pc1 HTTP/1.1",
        "GET /beta/teamwork/devices/a b HTTP/1.1",
        "GET /beta/teamwork/devices/{d} HTTP/1.1",
        "GET /beta/teamwork/devices/d;v=1 HTTP/1.1",
        "GET /beta/teamwork/devices/d/../../../../.. HTTP/1.1",
        "PUT /beta/teamwork/softwareReleases/firmware/%2E%2E HTTP/1.1",
        "PUT /beta/teamwork/softwareReleases/firmware/%2e HTTP/1.1",
        "GET /beta/teamwork/devices/d HTTP/9.9",
        "\u0001 / HTTP/1.1"
      })
  void shouldAnswerInOneShapeWhatTheWebServerItselfRefuses(String request) {
    // when
    String answer = gateway.rawRequest(request);

    // then
    assertThat(answer).matches("(?s)HTTP/1.1 [45].*").contains("{\"error\":{\"code\":\"");
    assertThat(answer).doesNotContain("<html", "<!doctype");
  }

  private static String decode(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
