package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.config.TestEdge;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.schemas.DeviceKey;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The devices' door takes the same ids as the gateway's, see the gateway's test of this name. */
final class IdsIT {

  private static final String TABLE = "../schemas/src/test/resources/ids.csv";

  @RegisterExtension private static final TestEdge edge = TestEdge.startAsSet();

  @ParameterizedTest
  @CsvFileSource(files = TABLE, numLinesToSkip = 1, delimiter = '|')
  void shouldTakeADevicesIdByTheRule(String segment, boolean isTaken) {
    assertDoor("/acme/controller/v1/" + segment, "acme", segment, isTaken);
  }

  @ParameterizedTest
  @CsvFileSource(files = TABLE, numLinesToSkip = 1, delimiter = '|')
  void shouldTakeATenantsIdByTheRule(String segment, boolean isTaken) {
    assertDoor("/" + segment + "/controller/v1/d", segment, "d", isTaken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /acme/controller/v1/dom\\pc1 HTTP/1.1",
        "GET /acme/controller/v1/a b HTTP/1.1",
        "GET /acme/controller/v1/{d} HTTP/1.1",
        "GET /../controller/v1/d HTTP/1.1",
        "GET /acme/controller/v1/d HTTP/9.9",
        "\u0001 / HTTP/1.1"
      })
  void shouldAnswerInOneShapeWhatTheWebServerItselfRefuses(String request) {
    // when
    String answer = send(request, "");

    // then
    assertThat(answer).matches("(?s)HTTP/1.1 [45].*").contains("{\"error\":{\"message\":\"");
    assertThat(answer).doesNotContain("<html", "<!doctype");
  }

  private static void assertDoor(String path, String tenant, String device, boolean isTaken) {
    // given
    String token = "";
    if (isTaken) {
      Device known = new Device(new DeviceKey(decode(tenant), decode(device)), edge.url());
      edge.put(known.key(), Dock.UNKNOWN);
      token = "Authorization: " + known.token() + "\r\n";
    }

    // when
    String answer = send("GET " + path + " HTTP/1.1", token);

    // then
    assertThat(answer).startsWith(isTaken ? "HTTP/1.1 200 " : "HTTP/1.1 400 ");
    if (!isTaken) {
      assertThat(answer).contains("Content-Type: application/json", "{\"error\":{\"message\":\"");
    }
  }

  private static String send(String requestLine, String headers) {
    return RawCalls.send(
        edge.url(), requestLine + "\r\nHost: edge\r\nConnection: close\r\n" + headers + "\r\n");
  }

  private static String decode(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
