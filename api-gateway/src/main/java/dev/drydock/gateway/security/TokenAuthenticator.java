package dev.drydock.gateway.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Finds out who sent a bearer token. A good token is remembered, for its signature costs more than
 * all the rest of a request; its expiry is checked each time. Thread-safe.
 */
@Component
final class TokenAuthenticator implements AuthenticationManager {

  private final JwtDecoder decoder;
  private final Duration clockSkew;
  private final Clock clock;
  private final Cache<String, CallerAuthentication> known;

  TokenAuthenticator(TokenSettings settings, Clock clock) {
    this.decoder = TokenDecoder.of(settings, clock);
    this.clockSkew = settings.clockSkew();
    this.clock = clock;
    this.known = Caffeine.newBuilder().maximumSize(settings.cacheSize()).build();
  }

  @Override
  public Authentication authenticate(Authentication request) throws AuthenticationException {
    String token = ((BearerTokenAuthenticationToken) request).getToken();
    CallerAuthentication found = known.getIfPresent(token);
    if (found == null) {
      found = decode(token);
      known.put(token, found);
    } else if (found.expiresAt().plus(clockSkew).isBefore(clock.instant())) {
      known.invalidate(token);
      throw new InvalidBearerTokenException("Jwt expired at " + found.expiresAt());
    }
    return found;
  }

  private CallerAuthentication decode(String token) {
    try {
      Jwt jwt = decoder.decode(token);
      return new CallerAuthentication(
          Claims.caller(jwt), Objects.requireNonNull(jwt.getExpiresAt()));
    } catch (BadJwtException e) {
      throw new InvalidBearerTokenException(e.getMessage(), e);
    } catch (JwtException e) {
      throw new AuthenticationServiceException(
          "The keys that tokens are checked with cannot be had", e);
    }
  }
}
