package dev.drydock.dispatcher.ddi.auth;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Tokens for whole tenants.
 *
 * @param gatewayTokens tokens that speak for all devices of a tenant, by tenant, of 16 characters
 *     or more; a tenant without an entry has none
 */
@ConfigurationProperties("drydock.dispatcher.ddi")
public record GatewayTokenSettings(@DefaultValue Map<String, String> gatewayTokens) {

  private static final int MIN_LENGTH = 16;

  /** Checks the values; throws {@link IllegalArgumentException}. */
  public GatewayTokenSettings {
    gatewayTokens = Map.copyOf(gatewayTokens);
    gatewayTokens.forEach(GatewayTokenSettings::requireLong);
  }

  /** Without the tokens. */
  @Override
  public String toString() {
    return "GatewayTokenSettings[tenants=" + gatewayTokens.keySet() + ']';
  }

  private static void requireLong(String tenantId, String token) {
    if (token.length() < MIN_LENGTH) {
      throw new IllegalArgumentException(
          "Expected drydock.dispatcher.ddi.gateway-tokens."
              + tenantId
              + " to have "
              + MIN_LENGTH
              + " characters or more, but it has "
              + token.length());
    }
  }
}
