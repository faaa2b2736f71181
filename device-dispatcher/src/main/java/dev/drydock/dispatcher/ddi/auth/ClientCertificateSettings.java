package dev.drydock.dispatcher.ddi.auth;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Certificates of devices, which a proxy checks. It must take the two headers out of what callers
 * send.
 *
 * @param enabled whether certificates of devices are accepted that a proxy has checked
 * @param commonNameHeader header in which the proxy passes on the subject's common name, the
 *     device's id
 * @param issuerHashHeader header in which the proxy passes on a hash of the issuer
 * @param trustedProxies addresses, not names, of the proxies whose two headers are believed
 * @param issuerHashes hashes of the issuers that are accepted, by tenant
 */
@ConfigurationProperties("drydock.dispatcher.ddi.client-certificates")
public record ClientCertificateSettings(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("X-Ssl-Client-Cn") String commonNameHeader,
    @DefaultValue("X-Ssl-Issuer-Hash") String issuerHashHeader,
    @DefaultValue({"127.0.0.1", "::1"}) Set<String> trustedProxies,
    @DefaultValue Map<String, Set<String>> issuerHashes) {

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /** Checks the values; throws {@link IllegalArgumentException}. */
  public ClientCertificateSettings {
    if (commonNameHeader.isBlank() || issuerHashHeader.isBlank()) {
      throw new IllegalArgumentException(
          "Expected drydock.dispatcher.ddi.client-certificates.common-name-header and"
              + " .issuer-hash-header to name headers, but they are \""
              + commonNameHeader
              + "\" and \""
              + issuerHashHeader
              + '"');
    }
    trustedProxies =
        trustedProxies.stream()
            .map(ClientCertificateSettings::address)
            .collect(Collectors.toUnmodifiableSet());
    issuerHashes = Map.copyOf(issuerHashes);
  }

  /** Returns an address as the web server writes it; never asks for a name's. */
  private static String address(String text) {
    try {
      if (ADDRESS.matcher(text).matches()) {
        return InetAddress.getByName(text).getHostAddress();
      }
    } catch (UnknownHostException e) {
      // it is told below
    }
    throw new IllegalArgumentException(
        "Expected drydock.dispatcher.ddi.client-certificates.trusted-proxies to be IP addresses,"
            + " but one is \""
            + text
            + '"');
  }
}
