package dev.drydock.gateway.security;

import dev.drydock.view.Actor;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads the caller from a token's claims. */
final class Claims {

  static final String TENANT = "tid";

  private static final String SCOPES = "scp";

  private Claims() {}

  static Caller caller(Jwt jwt) {
    boolean isDelegated = jwt.hasClaim(SCOPES);
    String appId = text(jwt, "appid");
    return new Caller(
        new TenantId(String.valueOf(text(jwt, TENANT))),
        new Actor(
            appId == null ? text(jwt, "azp") : appId,
            text(jwt, "app_displayname"),
            isDelegated ? text(jwt, "oid") : null,
            isDelegated ? text(jwt, "name") : null,
            null),
        isDelegated,
        isDelegated ? words(jwt.getClaim(SCOPES)) : words(jwt.getClaim("roles")));
  }

  private static @Nullable String text(Jwt jwt, String claim) {
    return jwt.getClaim(claim) instanceof String text ? text : null;
  }

  /** Entra writes scopes as one text with spaces and roles as an array; both are read both ways. */
  private static Set<String> words(@Nullable Object claim) {
    Set<String> words = new LinkedHashSet<>();
    if (claim instanceof String text) {
      words.addAll(Arrays.asList(text.strip().split(" +")));
    } else if (claim instanceof Collection<?> values) {
      values.forEach(value -> words.add(String.valueOf(value)));
    }
    words.remove("");
    return words;
  }
}
