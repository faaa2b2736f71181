package dev.drydock.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalIdentityTest {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final TokenRequest REQUEST =
      new TokenRequest("t1", "app-1", "Fleet", List.of("A.Read", "B"), Duration.ofHours(1));

  @TempDir private Path directory;

  @Test
  void shouldSignWithItsKeyWhenTokenIsMinted() throws Exception {
    // given
    LocalIdentity identity = LocalIdentity.of(directory);

    // when
    String[] parts = identity.mint(REQUEST, NOW).split("\\.");

    // then
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(publicKey(identity));
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    assertThat(json(parts[0])).hasToString("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
    JsonNode claims = json(parts[1]);
    assertThat(claims.get("iss").asText()).isEqualTo("https://drydock.local");
    assertThat(claims.get("aud").asText()).isEqualTo("drydock");
    assertThat(claims.get("tid").asText()).isEqualTo("t1");
    assertThat(claims.get("appid").asText()).isEqualTo("app-1");
    assertThat(claims.get("app_displayname").asText()).isEqualTo("Fleet");
    assertThat(claims.get("roles")).hasToString("[\"A.Read\",\"B\"]");
    assertThat(claims.get("exp").asLong()).isEqualTo(NOW.getEpochSecond() + 3600);
  }

  @Test
  void shouldKeepItsKeyWhenReadAgain() throws Exception {
    // given
    PublicKey first = publicKey(LocalIdentity.of(directory));
    Files.delete(directory.resolve("identity/public-key.pem"));

    // when
    PublicKey second = publicKey(LocalIdentity.of(directory));

    // then
    assertThat(second).isEqualTo(first);
  }

  @Test
  void shouldShowPrivateKeyToOwnerOnlyWhenMade() throws Exception {
    // when
    LocalIdentity.of(directory);

    // then
    assertThat(Files.getPosixFilePermissions(directory.resolve("identity/signing-key.pem")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void shouldSayWhatToDoWhenKeyIsBroken() throws Exception {
    // given
    LocalIdentity.of(directory);
    Files.writeString(directory.resolve("identity/signing-key.pem"), "broken");

    // when, then
    assertThatThrownBy(() -> LocalIdentity.of(directory))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("delete the directory");
  }

  /** The token's definition, once more in other words. */
  @Test
  void shouldSignTenantAndDeviceWhenDeviceAsks() throws Exception {
    // given
    LocalIdentity identity = LocalIdentity.of(directory);
    byte[] secret = Files.readAllBytes(directory.resolve("identity/device-token-secret"));

    // when
    String token = identity.deviceToken("t1", "room 1/\u00fc");

    // then
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    byte[] expected = mac.doFinal("t1/room 1/\u00fc".getBytes(StandardCharsets.UTF_8));
    assertThat(Base64.getUrlDecoder().decode(token)).isEqualTo(Arrays.copyOf(expected, 24));
    assertThat(token).hasSize(32).matches("[\\w-]+");
    assertThat(secret).hasSizeGreaterThanOrEqualTo(32);
  }

  @Test
  void shouldKeepItsSecretsApartAndTheSameWhenReadAgain() throws Exception {
    // given
    LocalIdentity first = LocalIdentity.of(directory);
    String token = first.deviceToken("t1", "room-1");

    // when
    Files.delete(first.deviceTokenSecret());
    LocalIdentity second = LocalIdentity.of(directory);

    // then
    assertThat(second.deviceToken("t1", "room-1")).isEqualTo(token);
    assertThat(Files.readString(second.deviceTokenSecret()))
        .isNotEqualTo(Files.readString(second.pagingSecret()));
  }

  @Test
  void shouldRefuseSecretWhenItIsShort() throws Exception {
    // given
    Path secret = Files.writeString(directory.resolve("secret"), "short");

    // when, then
    assertThatThrownBy(() -> DeviceTokens.of(secret))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("32 bytes")
        .hasMessageContaining("has 5");
  }

  @Test
  void shouldRefuseLifetimeWhenItIsNotPositive() {
    // when, then
    assertThatThrownBy(() -> new TokenRequest("t", "a", "n", List.of(), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT0S");
  }

  private static PublicKey publicKey(LocalIdentity identity) throws Exception {
    String pem = Files.readString(identity.publicKey());
    String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replace("\n", "");
    return KeyFactory.getInstance("RSA")
        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  private static JsonNode json(String part) throws Exception {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(part));
  }
}
