package dev.drydock.gateway.security;

import dev.drydock.schemas.DeviceKey;

/**
 * A tenant. What belongs to a tenant can be asked for with one of these only, which nothing but a
 * token brings into a request.
 *
 * @param value 1 to {@link DeviceKey#MAX_ID_LENGTH} characters without slash and control characters
 */
public record TenantId(String value) {

  /** Checks the id; throws {@link IllegalArgumentException}. */
  public TenantId {
    if (!DeviceKey.isId(value)) {
      throw new IllegalArgumentException(
          "Expected a tenant's id of 1 to "
              + DeviceKey.MAX_ID_LENGTH
              + " characters without slash and control characters, but it is \""
              + value
              + '"');
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
