package dev.drydock.gateway.security;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.SecurityContext;
import dev.drydock.schemas.DeviceKey;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Makes the decoder that checks signature, issuer, audience, times and tenant of a token. */
final class TokenDecoder {

  private static final List<SignatureAlgorithm> ALGORITHMS =
      List.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256);

  private TokenDecoder() {}

  static JwtDecoder of(TokenSettings settings, Clock clock) {
    NimbusJwtDecoder decoder = withKeys(settings);
    JwtTimestampValidator times = new JwtTimestampValidator(settings.clockSkew());
    times.setClock(clock);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            times,
            new JwtIssuerValidator(settings.issuer()),
            must("aud", jwt -> audiences(jwt).contains(settings.audience())),
            must("exp", jwt -> jwt.getExpiresAt() != null),
            must("tid", jwt -> isTenant(jwt.getClaim(Claims.TENANT)))));
    return decoder;
  }

  private static NimbusJwtDecoder withKeys(TokenSettings settings) {
    if (settings.jwkSetUri() != null) {
      return NimbusJwtDecoder.withJwkSetUri(settings.jwkSetUri().toString())
          .jwsAlgorithms(algorithms -> replace(algorithms))
          .build();
    }
    JWKSet keys =
        new JWKSet(PublicKeyFile.read(Objects.requireNonNull(settings.publicKeyLocation())));
    return NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<SecurityContext>(keys))
        .jwsAlgorithms(algorithms -> replace(algorithms))
        .build();
  }

  private static void replace(Set<SignatureAlgorithm> algorithms) {
    algorithms.clear();
    algorithms.addAll(ALGORITHMS);
  }

  private static List<String> audiences(Jwt jwt) {
    return jwt.getAudience() == null ? List.of() : jwt.getAudience();
  }

  private static boolean isTenant(Object claim) {
    return claim instanceof String tenantId && DeviceKey.isId(tenantId);
  }

  private static OAuth2TokenValidator<Jwt> must(
      String claim, java.util.function.Predicate<Jwt> rule) {
    OAuth2TokenValidatorResult failure =
        OAuth2TokenValidatorResult.failure(
            new OAuth2Error(
                OAuth2ErrorCodes.INVALID_TOKEN, "The claim " + claim + " is not valid", null));
    return jwt -> rule.test(jwt) ? OAuth2TokenValidatorResult.success() : failure;
  }
}
