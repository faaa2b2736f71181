package dev.drydock.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The tenant that a bearer token is for. The token is not verified: the gateway does that. */
final class TokenTenant {

  private static final int PARTS = 3;

  private TokenTenant() {}

  /** Reads the claim {@code tid} of a JWT; throws {@link IllegalArgumentException}. */
  static String of(String token) {
    String[] parts = token.split("\\.");
    if (parts.length != PARTS) {
      throw refused("it is no JWT", null);
    }
    JsonNode tenant = claims(parts[1]).path("tid");
    if (!tenant.isTextual()) {
      throw refused("it has none", null);
    }
    return tenant.textValue();
  }

  private static JsonNode claims(String encoded) {
    try {
      return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(encoded));
    } catch (IOException | IllegalArgumentException e) {
      throw refused(e.getMessage(), e);
    }
  }

  private static IllegalArgumentException refused(
      @Nullable String found, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "Expected a token with a tenant (tid), but " + found + "; `drydock token` prints one",
        cause);
  }
}
