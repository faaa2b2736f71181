package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages of other origins may do from a browser. */
@ExtendWith(GatewayExtension.class)
final class CorsIT {

  private static final String DEVICE = "/beta/teamwork/devices/d";
  private static final String ORIGIN = "Origin: https://fleet.example";

  private static Gateway gateway;

  @BeforeAll
  static void start(TestBed bed) {
    gateway =
        bed.gateway(
            Map.of(
                "drydock.gateway.cors.allowed-origins",
                "https://fleet.example,http://localhost:5173"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
  void shouldAnswerAPreflightWithoutAToken(String method) {
    // when
    String answer =
        preflight(gateway, ORIGIN, method, "authorization, content-type, if-match, prefer");

    // then
    assertThat(answer)
        .startsWith("HTTP/1.1 200 ")
        .contains("Access-Control-Allow-Origin: https://fleet.example\r\n")
        .containsPattern("Access-Control-Allow-Methods: [A-Z,]*" + method)
        .contains("Access-Control-Allow-Headers: authorization, content-type, if-match, prefer")
        .contains("Access-Control-Max-Age: 3600")
        .contains("request-id: ");
  }

  @Test
  void shouldRefuseAPreflightOfAnotherOriginInTheUsualShape() {
    // when
    String answer = preflight(gateway, "Origin: https://evil.example", "PUT", "authorization");

    // then
    assertThat(answer)
        .startsWith("HTTP/1.1 403 ")
        .contains("\"code\":\"originNotAllowed\"")
        .doesNotContain("Access-Control-Allow-Origin");
  }

  @Test
  void shouldLetAPageOfAnAllowedOriginReadAnswersAndTheirHeaders() {
    // when
    String answer = gateway.rawRequest("GET " + DEVICE + " HTTP/1.1", ORIGIN);

    // then
    assertThat(answer)
        .startsWith("HTTP/1.1 404 ")
        .contains("Access-Control-Allow-Origin: https://fleet.example\r\n")
        .containsPattern(
            "Access-Control-Expose-Headers: Location, ETag, Retry-After, request-id,"
                + " client-request-id")
        .contains("Vary: Origin");
  }

  @Test
  void shouldExposeTheHeadersThatTheDocumentationNames() throws IOException {
    // given
    String document = Files.readString(Path.of("../docs/operations.md"));
    int begin = document.indexOf("pages may read");
    String named = document.substring(begin, document.indexOf('.', begin));

    // when
    String answer = gateway.rawRequest("GET " + DEVICE + " HTTP/1.1", ORIGIN);

    // then
    String exposed = answer.split("Access-Control-Expose-Headers: ")[1].split("\r\n")[0];
    assertThat(Pattern.compile("`([^`]+)`").matcher(named).results().map(name -> name.group(1)))
        .containsExactlyInAnyOrder(exposed.split(", "));
  }

  @Test
  void shouldAlsoLetItReadThatItsTokenIsMissing() {
    assertThat(
            gateway.raw(
                "GET "
                    + DEVICE
                    + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
                    + ORIGIN
                    + "\r\n\r\n"))
        .startsWith("HTTP/1.1 401 ")
        .contains("Access-Control-Allow-Origin: https://fleet.example\r\n");
  }

  @Test
  void shouldAnswerARequestOfAnotherOriginWithoutLettingItsPageRead() {
    assertThat(gateway.rawRequest("GET " + DEVICE + " HTTP/1.1", "Origin: https://evil.example"))
        .startsWith("HTTP/1.1 404 ")
        .contains("Vary: Origin")
        .doesNotContain("Access-Control-Allow-Origin");
  }

  @Test
  void shouldAllowNoOriginByDefault(Gateway plain) {
    assertThat(preflight(plain, ORIGIN, "PUT", "authorization"))
        .startsWith("HTTP/1.1 401 ")
        .doesNotContain("Access-Control-");
    assertThat(plain.rawRequest("GET " + DEVICE + " HTTP/1.1", ORIGIN))
        .startsWith("HTTP/1.1 404 ")
        .doesNotContain("Access-Control-");
  }

  private static String preflight(Gateway gateway, String origin, String method, String headers) {
    return gateway.raw(
        "OPTIONS "
            + DEVICE
            + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
            + origin
            + "\r\nAccess-Control-Request-Method: "
            + method
            + "\r\nAccess-Control-Request-Headers: "
            + headers
            + "\r\n\r\n");
  }
}
