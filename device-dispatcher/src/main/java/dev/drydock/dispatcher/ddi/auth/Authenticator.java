package dev.drydock.dispatcher.ddi.auth;

import dev.drydock.schemas.DeviceKey;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out whether a caller may speak for a device. Thread-safe. */
public final class Authenticator {

  /** The schemes, as an answer of 401 names them. */
  public static final String CHALLENGE =
      "TargetToken realm=\"drydock\", GatewayToken realm=\"drydock\"";

  private static final String TARGET_TOKEN = "TargetToken";

  private final DeviceTokens deviceTokens;
  private final Map<String, String> gatewayTokens;
  private final ClientCertificates certificates;

  /** Takes what is set. */
  public Authenticator(
      DeviceTokens deviceTokens,
      GatewayTokenSettings gatewayTokens,
      ClientCertificateSettings certificates) {
    this.deviceTokens = deviceTokens;
    this.gatewayTokens = gatewayTokens.gatewayTokens();
    this.certificates = new ClientCertificates(certificates);
  }

  /**
   * Returns what lets a call in; nothing when it is to be answered 401. Where the call brings a
   * token, its certificate does not count.
   */
  public Optional<Credential> authenticate(DeviceKey device, HttpServletRequest request) {
    String authorization = request.getHeader("Authorization");
    if (authorization != null) {
      return byToken(device, authorization.strip());
    }
    return certificates.isOf(device, request)
        ? Optional.of(Credential.CERTIFICATE)
        : Optional.empty();
  }

  /** Returns an {@code Authorization} header for a device; nothing when there is no secret. */
  public Optional<String> targetToken(DeviceKey device) {
    return deviceTokens.tokenOf(device).map(token -> TARGET_TOKEN + ' ' + token);
  }

  /** Returns by what an instance shows another that it is one; nothing when there is no secret. */
  public Optional<String> instanceToken(DeviceKey device) {
    return deviceTokens.instanceTokenOf(device);
  }

  /** Tells whether a request comes from another instance, and not from the device itself. */
  public boolean isFromInstance(DeviceKey device, @Nullable String token) {
    return token != null && deviceTokens.isInstanceTokenOf(device, token);
  }

  private Optional<Credential> byToken(DeviceKey device, String authorization) {
    int space = authorization.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    String token = authorization.substring(space + 1).strip();
    return switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
      case "targettoken" ->
          Optional.of(Credential.TARGET_TOKEN)
              .filter(known -> deviceTokens.isTokenOf(device, token));
      case "gatewaytoken" ->
          Optional.of(Credential.GATEWAY_TOKEN)
              .filter(known -> isEqual(gatewayTokens.get(device.tenantId()), token));
      default -> Optional.empty();
    };
  }

  private static boolean isEqual(@Nullable String expected, String token) {
    return expected != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }
}
