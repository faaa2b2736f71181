package dev.drydock.dispatcher.ddi.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.schemas.DeviceKey;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/** The devices' own tokens. */
@ExtendWith(OutputCaptureExtension.class)
final class DeviceTokensTest {

  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final String NEW_SECRET = "fedcba9876543210fedcba9876543210";
  private static final DeviceKey DEVICE = new DeviceKey("acme", "room 7");

  @Test
  void shouldMakeTheTokenThatOpensslMakes() {
    // printf 'acme/room 7' | openssl dgst -sha256 -hmac "$SECRET" -binary
    //     | head -c 24 | base64 | tr '+/' '-_' | tr -d '='
    assertThat(tokens(SECRET).tokenOf(DEVICE)).contains("-MYX8NI1y6FieJpfuaJnNBIGPH1TE6vz");
  }

  @Test
  void shouldKnowTheTokensOfBothSecretsWhileTheyAreExchanged() {
    // given
    DeviceTokens before = tokens(SECRET);
    DeviceTokens after =
        new DeviceTokens(new DeviceTokenSettings(resource(NEW_SECRET), resource(SECRET)));

    // then
    assertThat(after.isTokenOf(DEVICE, before.tokenOf(DEVICE).orElseThrow())).isTrue();
    assertThat(after.isTokenOf(DEVICE, after.tokenOf(DEVICE).orElseThrow())).isTrue();
    assertThat(before.isTokenOf(DEVICE, after.tokenOf(DEVICE).orElseThrow())).isFalse();
    assertThat(after.tokenOf(DEVICE)).isEqualTo(tokens(NEW_SECRET).tokenOf(DEVICE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme/room 8", "acme2/room 7", "room 7/acme"})
  void shouldOpenNoOtherDevice(String other) {
    // given
    DeviceTokens tokens = tokens(SECRET);

    // then
    assertThat(tokens.isTokenOf(DeviceKey.parse(other), tokens.tokenOf(DEVICE).orElseThrow()))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "é",
        "no-token",
        "-MYX8NI1y6FieJpfuaJnNBIGPH1TE6v",
        "-MYX8NI1y6FieJpfuaJnNBIGPH1TE6vzkvXg2bAl3_Q"
      })
  void shouldRefuseWhatIsNoToken(String token) {
    assertThat(tokens(SECRET).isTokenOf(DEVICE, token)).isFalse();
  }

  @Test
  void shouldRefuseATokenThatIsWrittenInAnotherWay() {
    // given
    DeviceTokens tokens = tokens(SECRET);

    // then
    assertThat(tokens.isTokenOf(DEVICE, tokens.tokenOf(DEVICE).orElseThrow() + '=')).isFalse();
  }

  @Test
  void shouldKnowNoTokenAndSayItWhenThereIsNoSecret(CapturedOutput output) {
    // when
    DeviceTokens none = new DeviceTokens(new DeviceTokenSettings(null, null));

    // then
    assertThat(none.tokenOf(DEVICE)).isEmpty();
    assertThat(none.isTokenOf(DEVICE, tokens(SECRET).tokenOf(DEVICE).orElseThrow())).isFalse();
    assertThat(output)
        .contains("WARN")
        .containsOnlyOnce("drydock.dispatcher.ddi.token-secret-location");
  }

  @Test
  void shouldSayWhatIsExpectedWhenASecretCannotBeUsed() {
    assertRefused(resource("short"), null, "drydock.dispatcher.ddi.token-secret-location");
    assertRefused(
        new FileSystemResource("/no/such/file"),
        null,
        "drydock.dispatcher.ddi.token-secret-location");
    assertRefused(
        resource(SECRET),
        resource("short"),
        "drydock.dispatcher.ddi.previous-token-secret-location");
    assertRefused(null, resource(SECRET), "drydock.dispatcher.ddi.token-secret-location");
  }

  private static void assertRefused(Resource current, Resource previous, String key) {
    assertThatThrownBy(() -> new DeviceTokens(new DeviceTokenSettings(current, previous)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Expected ")
        .hasMessageContaining(key);
  }

  private static DeviceTokens tokens(String secret) {
    return new DeviceTokens(new DeviceTokenSettings(resource(secret), null));
  }

  private static Resource resource(String content) {
    return new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8));
  }
}
