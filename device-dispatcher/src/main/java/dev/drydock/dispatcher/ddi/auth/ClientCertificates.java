package dev.drydock.dispatcher.ddi.auth;

import dev.drydock.schemas.DeviceKey;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows devices by what a trusted proxy tells of their certificates. Thread-safe. */
final class ClientCertificates {

  private final ClientCertificateSettings settings;

  ClientCertificates(ClientCertificateSettings settings) {
    this.settings = settings;
  }

  boolean isOf(DeviceKey device, HttpServletRequest request) {
    return settings.enabled()
        && settings.trustedProxies().contains(request.getRemoteAddr())
        && device.deviceId().equals(single(request, settings.commonNameHeader()))
        && isIssuer(device.tenantId(), single(request, settings.issuerHashHeader()));
  }

  private boolean isIssuer(String tenantId, @Nullable String hash) {
    return hash != null
        && settings.issuerHashes().getOrDefault(tenantId, Set.of()).stream()
            .anyMatch(hash::equalsIgnoreCase);
  }

  /** Where a header is there twice, one may be the caller's own. */
  private static @Nullable String single(HttpServletRequest request, String name) {
    Enumeration<String> values = request.getHeaders(name);
    String value = values.hasMoreElements() ? values.nextElement() : null;
    return values.hasMoreElements() ? null : value;
  }
}
