package dev.drydock.gateway.security;

import java.time.Instant;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A token that was found good, and until when it is. Shared by all requests that carry it. */
final class CallerAuthentication extends AbstractAuthenticationToken {

  private final transient Caller caller;
  private final Instant expiresAt;

  CallerAuthentication(Caller caller, Instant expiresAt) {
    super(List.of());
    this.caller = caller;
    this.expiresAt = expiresAt;
    super.setAuthenticated(true);
  }

  @Override
  public Caller getPrincipal() {
    return caller;
  }

  @Override
  public String getCredentials() {
    return "";
  }

  Instant expiresAt() {
    return expiresAt;
  }
}
