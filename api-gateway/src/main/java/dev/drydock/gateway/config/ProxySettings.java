package dev.drydock.gateway.config;

import dev.drydock.proxies.TrustedProxies;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The proxies before the gateway.
 *
 * @param trustedProxies addresses and networks (CIDR) of the proxies whose {@code Forwarded} and
 *     {@code X-Forwarded-*} headers are believed
 */
@ConfigurationProperties("drydock.gateway")
record ProxySettings(@DefaultValue List<String> trustedProxies) {

  ProxySettings {
    trustedProxies = List.copyOf(trustedProxies);
  }

  /** Throws {@link IllegalArgumentException} when an address is none. */
  TrustedProxies valve() {
    return new TrustedProxies("drydock.gateway.trusted-proxies", trustedProxies);
  }
}
