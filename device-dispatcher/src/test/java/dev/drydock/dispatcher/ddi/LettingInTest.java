package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.config.TestEdge;
import dev.drydock.schemas.DeviceKey;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Who may speak for a device. */
@ExtendWith(OutputCaptureExtension.class)
final class LettingInTest {

  private static final String GATEWAY = "gateway-token-of-acme";
  private static final String ISSUER = "ab:cd";

  @RegisterExtension
  private static final TestEdge edge =
      TestEdge.start(
          "drydock.dispatcher.ddi.gateway-tokens.acme=" + GATEWAY,
          "drydock.dispatcher.ddi.client-certificates.enabled=true",
          "drydock.dispatcher.ddi.client-certificates.issuer-hashes.acme=ee:ff," + ISSUER);

  private final Device device = Device.anyOf(edge);

  @BeforeEach
  void know() {
    edge.put(device.key(), Docks.free());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TargetToken", "targettoken", "TARGETTOKEN"})
  void shouldLetADeviceInByItsToken(String scheme) {
    assertThat(status(device, device.token().replace("TargetToken", scheme))).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GatewayToken", "gatewaytoken"})
  void shouldLetADeviceInByItsTenantsToken(String scheme) {
    assertThat(status(device, scheme + ' ' + GATEWAY)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TargetToken",
        "TargetToken ",
        "TargetToken wrong",
        "TargetToken " + GATEWAY,
        "GatewayToken wrong",
        "GatewayToken ",
        "Bearer " + GATEWAY,
        "Basic YTpi",
      })
  void shouldNotLetInWithAnythingElse(String authorization) {
    assertThat(status(device, authorization)).isEqualTo(401);
  }

  @Test
  void shouldTellHowToComeInWhenThereAreNoCredentials() {
    // when
    HttpResponse<String> answer = Device.send(device.bare("").GET().build());

    // then
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(
            challenge -> assertThat(challenge).contains("TargetToken", "GatewayToken"));
    assertThat(Device.json(answer).at("/error/message").stringValue()).startsWith("A valid token ");
  }

  @Test
  void shouldOpenNoOtherDeviceAndNoOtherTenant() {
    // given
    Device neighbour = Device.anyOf(edge);
    Device foreigner = new Device(new DeviceKey("other", device.key().deviceId()), edge.url());

    // then
    assertThat(status(neighbour, device.token())).isEqualTo(401);
    assertThat(status(foreigner, device.token())).isEqualTo(401);
    assertThat(status(foreigner, "GatewayToken " + GATEWAY)).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/deploymentBase/7/feedback", "/configData", "/nothing", "/a/b/c/d"})
  void shouldTellNothingOfAPathWhenNobodyIsLetIn(String below) {
    assertThat(Device.send(device.bare(below).GET().build()).statusCode()).isEqualTo(401);
    assertThat(Device.send(device.bare(below).DELETE().build()).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"{device}, ab:cd, 200", "{device}, EE:FF, 200", "{device}, 11, 401", "x, ab:cd, 401"})
  void shouldLetADeviceInByItsCertificate(String commonName, String issuer, int status) {
    // when
    HttpRequest request =
        device
            .bare("")
            .header("X-Ssl-Client-Cn", commonName.replace("{device}", device.key().deviceId()))
            .header("X-Ssl-Issuer-Hash", issuer)
            .GET()
            .build();

    // then
    assertThat(Device.send(request).statusCode()).isEqualTo(status);
  }

  @Test
  void shouldNotBelieveWhatIsSaidTwice() {
    // when
    HttpRequest request =
        certified(device).header("X-Ssl-Client-Cn", device.key().deviceId()).GET().build();

    // then
    assertThat(Device.send(request).statusCode()).isEqualTo(401);
  }

  @Test
  void shouldNotLetACertificateMakeUpForAWrongToken() {
    // when
    HttpRequest request =
        certified(device).header("Authorization", "TargetToken wrong").GET().build();

    // then
    assertThat(Device.send(request).statusCode()).isEqualTo(401);
  }

  @Test
  void shouldBelieveNoCertificateOfATenantWithoutIssuers() {
    // given
    Device foreigner = new Device(new DeviceKey("other", "d"), edge.url());

    // then
    assertThat(Device.send(certified(foreigner).GET().build()).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"enabled=false", "trusted-proxies=10.0.0.1,::1"})
  void shouldNotBelieveAProxyThatIsNotTrusted(String setting) {
    try (TestEdge own =
        TestEdge.start(
            "drydock.dispatcher.ddi.client-certificates.enabled=true",
            "drydock.dispatcher.ddi.client-certificates.issuer-hashes.acme=" + ISSUER,
            "drydock.dispatcher.ddi.client-certificates." + setting)) {
      assertThat(Device.send(certified(Device.anyOf(own)).GET().build()).statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void shouldLetNobodyInWhenNothingIsSet() {
    try (TestEdge bare = TestEdge.bare()) {
      // given
      Device stranger = Device.anyOf(bare);

      // then
      assertThat(stranger.get("").statusCode()).isEqualTo(401);
      assertThat(status(stranger, "GatewayToken " + GATEWAY)).isEqualTo(401);
      assertThat(status(stranger, "GatewayToken ")).isEqualTo(401);
      assertThat(Device.send(certified(stranger).GET().build()).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void shouldLogNoTokens(CapturedOutput output) {
    try (TestEdge own = TestEdge.start("drydock.dispatcher.ddi.gateway-tokens.acme=" + GATEWAY)) {
      // given
      Device stranger = Device.anyOf(own);

      // when
      stranger.get("");
      status(stranger, "TargetToken forged-token");
      status(stranger, "GatewayToken " + GATEWAY);

      // then
      String token = stranger.token().substring("TargetToken ".length());
      assertThat(output).doesNotContain(token, "forged-token", GATEWAY);
    }
  }

  private static HttpRequest.Builder certified(Device device) {
    return device
        .bare("")
        .header("X-Ssl-Client-Cn", device.key().deviceId())
        .header("X-Ssl-Issuer-Hash", ISSUER);
  }

  private static int status(Device device, String authorization) {
    return Device.send(device.bare("").header("Authorization", authorization).GET().build())
        .statusCode();
  }
}
