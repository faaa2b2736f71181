package dev.drydock.dispatcher.config;

import dev.drydock.proxies.TrustedProxies;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The proxies before the dispatcher.
 *
 * @param trustedProxies addresses and networks (CIDR) of the proxies whose {@code Forwarded} and
 *     {@code X-Forwarded-*} headers are believed
 */
@ConfigurationProperties("drydock.dispatcher.ddi")
record ProxySettings(@DefaultValue List<String> trustedProxies) {

  ProxySettings {
    trustedProxies = List.copyOf(trustedProxies);
  }

  /** Throws {@link IllegalArgumentException} when an address is none. */
  TrustedProxies valve() {
    return new TrustedProxies("drydock.dispatcher.ddi.trusted-proxies", trustedProxies);
  }
}
