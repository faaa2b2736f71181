package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.config.TestEdge;
import dev.drydock.schemas.DeviceKey;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is where, and what is not. */
final class PathsTest {

  @RegisterExtension
  private static final TestEdge edge = TestEdge.start("drydock.dispatcher.ddi.answer-timeout=2s");

  private final Device device = Device.anyOf(edge);

  @BeforeEach
  void hold() {
    edge.put(device.key(), Docks.held(Docks.toStop(7)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/actuator/health",
        "/acme/controller/v1",
        "/acme/controller/v1/",
        "/acme/controller/v2/d",
        "/a/acme/controller/v1/d",
        "/controller/v1/d/e",
      })
  void shouldPassOnWhatIsNoCallOfADevice(String path) {
    assertThat(Device.send(request(path).GET().build()).statusCode()).isEqualTo(TestEdge.NOT_OURS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/deploymentBase",
        "/deploymentBase/7/nothing",
        "/deploymentBase/7/feedback/more",
        "/configData/more",
        "/installedBase/7",
      })
  void shouldAnswer404WhereThereIsNothing(String below) {
    assertThat(device.get(below).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/acme/controller/v1/a%0Ab", "/acme/controller/v1/%zz", "/%00/controller/v1/d"})
  void shouldAnswer400WhenThereCanBeNoSuchDevice(String path) throws IOException {
    assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void shouldAnswer400WhenAnIdIsTooLong() {
    assertThat(
            Device.send(request("/acme/controller/v1/" + "d".repeat(129)).GET().build())
                .statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "'', DELETE, GET",
    "'', HEAD, GET",
    "'', POST, GET",
    "/deploymentBase/7, PUT, GET",
    "/deploymentBase/7/feedback, GET, POST",
    "/deploymentBase/7/feedback, PUT, POST",
    "/cancelAction/7, POST, GET",
    "/cancelAction/7/feedback, GET, POST",
    "/configData, POST, PUT",
    "/configData, GET, PUT",
  })
  void shouldTellTheMethodWhenItIsAnother(String below, String method, String allowed) {
    // when
    HttpResponse<String> answer =
        Device.send(device.request(below).method(method, BodyPublishers.noBody()).build());

    // then
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "?c=1", "/cancelAction/7/", "/cancelAction/7?c=%zz", "/deploymentBase/7/"})
  void shouldNotMindASlashAtTheEndNorAQuery(String below) throws IOException {
    assertThat(
            raw(
                "GET "
                    + device.path()
                    + below
                    + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAuthorization: "
                    + device.token()
                    + "\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"//{}", "/{}//", "/{}//cancelAction//7"})
  void shouldTakeSeveralSlashesForOne(String path) throws IOException {
    // given
    String doubled = path.replace("{}", device.path().substring(1).replace("/v1/", "/v1//"));

    // when
    String answer =
        raw(
            "GET "
                + doubled
                + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAuthorization: "
                + device.token()
                + "\r\n\r\n");

    // then
    assertThat(answer).startsWith("HTTP/1.1 200 ").contains("cancelAction").doesNotContain("v1//");
  }

  @Test
  void shouldUnderstandEveryId() {
    // given
    Device odd = new Device(new DeviceKey("é&co", "room+7 [%]?"), edge.url());
    edge.put(odd.key(), Docks.held(Docks.toStop(7)));

    // when
    HttpRequest request =
        request("/%C3%A9&co/controller/v1/room+7%20%5B%25%5D%3F")
            .header("Authorization", odd.token())
            .GET()
            .build();
    HttpResponse<String> answer = Device.send(request);

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    String link = Device.json(answer).at("/_links/cancelAction/href").stringValue();
    assertThat(
            Device.send(
                    HttpRequest.newBuilder(URI.create(link))
                        .header("Authorization", odd.token())
                        .GET()
                        .build())
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void shouldNotWaitForABodyThatDoesNotCome() throws IOException {
    // when
    String answer =
        raw(
            "POST "
                + device.path()
                + "/cancelAction/7/feedback HTTP/1.1\r\nHost: h\r\nContent-Length: 99\r\n"
                + "Authorization: "
                + device.token()
                + "\r\n\r\n{\"status\"");

    // then
    assertThat(answer).startsWith("HTTP/1.1 429 ");
    assertThat(edge.written(device.key())).isEmpty();
  }

  @Test
  void shouldReadABodyThatComesInPieces() throws IOException {
    // given
    String body = Device.feedback("closed", "success");

    // when
    String answer =
        raw(
            "POST "
                + device.path()
                + "/cancelAction/7/feedback HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
                + "Transfer-Encoding: chunked\r\nAuthorization: "
                + device.token()
                + "\r\n\r\n",
            "3\r\n" + body.substring(0, 3) + "\r\n",
            Integer.toHexString(body.length() - 3) + "\r\n" + body.substring(3) + "\r\n",
            "0\r\n\r\n");

    // then
    assertThat(answer).startsWith("HTTP/1.1 200 ");
    assertThat(edge.written(device.key())).hasSize(1);
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(edge.url() + path));
  }

  /** Sends pieces of a request as they are; returns what comes back until the server is silent. */
  private static String raw(String... pieces) throws IOException {
    try (Socket socket = new Socket(edge.url().getHost(), edge.url().getPort())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      for (String piece : pieces) {
        out.write(piece.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
      byte[] answer = new byte[4096];
      int length = socket.getInputStream().read(answer);
      return new String(answer, 0, Math.max(0, length), StandardCharsets.UTF_8);
    }
  }
}
