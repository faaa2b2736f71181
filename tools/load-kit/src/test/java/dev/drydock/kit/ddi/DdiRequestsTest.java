package dev.drydock.kit.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.kit.http.HttpAddress;
import dev.drydock.local.DeviceTokens;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DdiRequestsTest {

  @TempDir private Path directory;

  private DeviceTokens tokens;
  private DdiRequests requests;

  @BeforeEach
  void make() throws Exception {
    tokens = DeviceTokens.of(Files.writeString(directory.resolve("secret"), "s".repeat(32)));
    var address = new HttpAddress(URI.create("http://edge:8081/base/"));
    requests = new DdiRequests(address, tokens, "tenant 1");
  }

  @Test
  void shouldEncodePathAndAuthenticateWhenDevicePolls() {
    assertThat(text(requests.poll("room ü")))
        .isEqualTo(
            "GET /base/tenant%201/controller/v1/room%20%C3%BC HTTP/1.1\r\nHost: edge:8081\r\n"
                + "Accept: application/json\r\nAuthorization: TargetToken "
                + tokens.token("tenant 1", "room ü")
                + "\r\n\r\n");
  }

  @Test
  void shouldSayHowFarItIsWhenDeviceProceeds() {
    // given
    var feedback =
        DdiFeedback.proceeding(new DdiFeedback.Progress(1, 3), List.of("über", "\"two\""));

    // when
    String request = text(requests.feedback("d", 7, feedback));

    // then
    assertThat(request)
        .startsWith("POST /base/tenant%201/controller/v1/d/deploymentBase/7/feedback ");
    String body = body(request);
    assertThat(body.replaceFirst("\"time\":\"\\d{8}T\\d{6}\"", "TIME"))
        .isEqualTo(
            "{\"id\":7,TIME,\"status\":{\"result\":{\"progress\":{\"cnt\":1,\"of\":3},"
                + "\"finished\":\"none\"},\"execution\":\"proceeding\","
                + "\"details\":[\"über\",\"\\\"two\\\"\"]}}");
    assertThat(request)
        .contains("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n");
  }

  @Test
  void shouldAddressWhatItAnswersWhenDeviceIsAsked() {
    assertThat(text(requests.deployment("d", 7))).contains("/d/deploymentBase/7 ");
    assertThat(text(requests.cancel("d", 7))).contains("/d/cancelAction/7 ");
    assertThat(text(requests.cancelFeedback("d", 7, DdiFeedback.rejected("busy"))))
        .contains("/d/cancelAction/7/feedback ", "\"rejected\"");
    assertThat(text(requests.configData("d", Map.of("serialNo", "S1"))))
        .startsWith("PUT ")
        .endsWith("{\"mode\":\"merge\",\"data\":{\"serialNo\":\"S1\"}}");
  }

  private static String body(String request) {
    return request.substring(request.indexOf("\r\n\r\n") + 4);
  }

  private static String text(byte[] request) {
    return new String(request, StandardCharsets.UTF_8);
  }
}
