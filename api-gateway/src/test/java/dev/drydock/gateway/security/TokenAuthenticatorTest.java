package dev.drydock.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import dev.drydock.gateway.bed.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

final class TokenAuthenticatorTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");

  private Instant now = NOW;
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

  @TempDir private Path directory;

  @Test
  void shouldAcceptATokenThatIsSignedWithAnEllipticCurve() {
    // given
    Tokens tokens = Tokens.es256();

    // when
    Caller caller = authenticate(withKeyOf(tokens), tokens);

    // then
    assertThat(caller.tenantId().value()).isEqualTo("t");
    assertThat(caller.permissions()).containsExactlyInAnyOrder(Tokens.READ, Tokens.READ_WRITE);
  }

  @ParameterizedTest
  @MethodSource("issuers")
  void shouldAcceptATokenWhenItNamesItsKey(Tokens tokens) {
    // when
    Caller caller = authenticate(withKeyOf(tokens), tokens.naming("key-7"));

    // then
    assertThat(caller.tenantId().value()).isEqualTo("t");
  }

  static Stream<Tokens> issuers() {
    return Stream.of(Tokens.rs256(), Tokens.es256());
  }

  @Test
  void shouldRefuseATokenWhenItsAlgorithmIsNotTheKeys() {
    // given
    TokenAuthenticator authenticator = withKeyOf(Tokens.rs256());

    // when / then
    assertThatThrownBy(() -> authenticate(authenticator, Tokens.es256()))
        .isInstanceOf(InvalidBearerTokenException.class);
  }

  @Test
  void shouldRefuseATokenWhenItIsKnownButHasExpired() {
    // given
    Tokens tokens = Tokens.rs256();
    TokenAuthenticator authenticator = withKeyOf(tokens);
    String token = tokens.signed(Tokens.claims("t", NOW));
    authenticator.authenticate(new BearerTokenAuthenticationToken(token));

    // when
    now = NOW.plusSeconds(600).plusSeconds(31);

    // then
    assertThatThrownBy(() -> authenticator.authenticate(new BearerTokenAuthenticationToken(token)))
        .isInstanceOf(InvalidBearerTokenException.class)
        .hasMessageContaining("expired");
  }

  @Test
  void shouldCheckTheSignatureOnceWhenATokenComesAgain() {
    // given
    Tokens tokens = Tokens.rs256();
    TokenAuthenticator authenticator = withKeyOf(tokens);
    var request = new BearerTokenAuthenticationToken(tokens.signed(Tokens.claims("t", NOW)));

    // when
    var first = authenticator.authenticate(request);
    var second = authenticator.authenticate(request);

    // then
    assertThat(second).isSameAs(first);
  }

  @Test
  void shouldFetchTheKeysOnceWhenTheIssuerPublishesThem() throws IOException {
    // given
    Tokens tokens = Tokens.es256();
    Path file = tokens.writePublicKey(directory.resolve("key.pem"));
    ECPublicKey key = (ECPublicKey) PublicKeyFile.read(new FileSystemResource(file));
    byte[] keys =
        new JWKSet(new ECKey.Builder(Curve.P_256, key).build())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    AtomicInteger fetched = new AtomicInteger();
    HttpServer issuer =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer.createContext(
        "/keys",
        exchange -> {
          fetched.incrementAndGet();
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    issuer.start();
    URI uri = URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys");

    try {
      // when
      TokenAuthenticator authenticator = new TokenAuthenticator(settings(null, uri), clock);
      Caller caller = authenticate(authenticator, tokens);
      authenticate(authenticator, tokens);

      // then
      assertThat(caller.tenantId().value()).isEqualTo("t");
      assertThat(fetched).hasValue(1);
    } finally {
      issuer.stop(0);
    }
  }

  @Test
  void shouldBlameItselfWhenTheKeysCannotBeHad() {
    // given
    TokenAuthenticator authenticator =
        new TokenAuthenticator(settings(null, URI.create("http://127.0.0.1:1/keys")), clock);

    // when / then
    assertThatThrownBy(() -> authenticate(authenticator, Tokens.rs256()))
        .isInstanceOf(AuthenticationServiceException.class);
  }

  @Test
  void shouldNotStartWhenTheKeyFileIsNone() throws IOException {
    // given
    Path file = Files.writeString(directory.resolve("key.pem"), "no key");

    // when / then
    assertThatThrownBy(() -> new TokenAuthenticator(settings(file, null), clock))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("public-key-location")
        .hasMessageContaining("key.pem");
  }

  @Test
  void shouldNotStartWhenNoKeyIsConfigured() {
    // when / then
    assertThatThrownBy(() -> settings(null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("neither");
  }

  private Caller authenticate(TokenAuthenticator authenticator, Tokens tokens) {
    String token = tokens.signed(Tokens.claims("t", NOW));
    return (Caller)
        authenticator.authenticate(new BearerTokenAuthenticationToken(token)).getPrincipal();
  }

  private TokenAuthenticator withKeyOf(Tokens tokens) {
    return new TokenAuthenticator(
        settings(tokens.writePublicKey(directory.resolve("key.pem")), null), clock);
  }

  private static TokenSettings settings(Path publicKey, URI jwkSetUri) {
    return new TokenSettings(
        Tokens.ISSUER,
        Tokens.AUDIENCE,
        publicKey == null ? null : new FileSystemResource(publicKey),
        jwkSetUri,
        Duration.ofSeconds(30),
        10);
  }
}
