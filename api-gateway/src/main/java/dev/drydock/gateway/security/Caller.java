package dev.drydock.gateway.security;

import dev.drydock.view.Actor;
import java.util.Set;

/**
 * Who sent a request, by its token.
 *
 * @param tenantId the tenant whose devices the caller sees
 * @param actor the application, and the user who delegated the token
 * @param isDelegated whether the permissions are a user's scopes, not an application's roles
 * @param permissions the permissions, in the token's words
 */
public record Caller(TenantId tenantId, Actor actor, boolean isDelegated, Set<String> permissions) {

  /** Copies the permissions. */
  public Caller {
    permissions = Set.copyOf(permissions);
  }

  boolean hasAnyOf(Iterable<Permission> wanted) {
    for (Permission permission : wanted) {
      if (permissions.contains(permission.value())) {
        return true;
      }
    }
    return false;
  }
}
