package dev.drydock.gateway.security;

import dev.drydock.schemas.DeviceKey;

/**
 * A tenant. What belongs to a tenant can be asked for with one of these only, which nothing but a
 * token brings into a request.
 *
 * @param value see {@link DeviceKey#isId}
 */
public record TenantId(String value) {

  /** Checks the id; throws {@link IllegalArgumentException}. */
  public TenantId {
    if (!DeviceKey.isId(value)) {
      throw new IllegalArgumentException(
          "Expected a tenant's id of " + DeviceKey.ID_RULE + ", but it is \"" + value + '"');
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
