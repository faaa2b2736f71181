package dev.drydock.gateway.security;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Whose tokens are accepted.
 *
 * @param issuer the claim {@code iss} of tokens that are accepted
 * @param audience a value that the claim {@code aud} must have
 * @param publicKeyLocation PEM file of the issuer's RSA or P-256 public key; either this or {@code
 *     jwk-set-uri}
 * @param jwkSetUri where the issuer publishes its keys
 * @param clockSkew by how much the issuer's clock may differ from the gateway's, 0 or more
 * @param cacheSize how many accepted tokens are remembered, so that their signature is checked
 *     once; 1 or more
 */
@ConfigurationProperties("drydock.gateway.security")
record TokenSettings(
    @DefaultValue("https://drydock.local") String issuer,
    @DefaultValue("drydock") String audience,
    @Nullable Resource publicKeyLocation,
    @Nullable URI jwkSetUri,
    @DefaultValue("30s") Duration clockSkew,
    @DefaultValue("10000") int cacheSize) {

  TokenSettings {
    if ((publicKeyLocation == null) == (jwkSetUri == null)) {
      throw new IllegalArgumentException(
          "Expected exactly one of drydock.gateway.security.public-key-location and"
              + " drydock.gateway.security.jwk-set-uri, but "
              + (jwkSetUri == null ? "neither" : "both")
              + " is set");
    }
    if (clockSkew.isNegative()) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.security.clock-skew to be 0 or more, but it is " + clockSkew);
    }
    if (cacheSize < 1) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.security.cache-size to be 1 or more, but it is " + cacheSize);
    }
  }
}
