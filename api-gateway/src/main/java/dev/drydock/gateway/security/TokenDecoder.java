package dev.drydock.gateway.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.proc.SingleKeyJWSKeySelector;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.drydock.schemas.DeviceKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
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
    return withKey(PublicKeyFile.read(Objects.requireNonNull(settings.publicKeyLocation())));
  }

  /** Whatever key id a token names, there is one key: a set of keys would look for the id in it. */
  private static NimbusJwtDecoder withKey(PublicKey key) {
    JWSAlgorithm algorithm = key instanceof RSAPublicKey ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256;
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(new SingleKeyJWSKeySelector<>(algorithm, key));
    // the type "at+jwt" is as good as "JWT", and Spring Security checks the claims
    processor.setJWSTypeVerifier((type, context) -> {});
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    return new NimbusJwtDecoder(processor);
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
