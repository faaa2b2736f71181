package dev.drydock.dispatcher.ddi.auth;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;

/**
 * What the devices' own tokens are made from. To change the secret without refusing a device: set
 * the new one as the previous one everywhere, then exchange the two, and give the devices new
 * tokens before the old one is taken away.
 *
 * @param tokenSecretLocation file with the secret that the devices' tokens are made from: 32 bytes
 *     or more, the same for all instances, every byte of which counts; when not set, no device has
 *     a token
 * @param previousTokenSecretLocation file with another such secret, whose tokens are accepted as
 *     well
 */
@ConfigurationProperties("drydock.dispatcher.ddi")
public record DeviceTokenSettings(
    @Nullable Resource tokenSecretLocation, @Nullable Resource previousTokenSecretLocation) {

  /** Checks the values; throws {@link IllegalArgumentException}. */
  public DeviceTokenSettings {
    if (previousTokenSecretLocation != null && tokenSecretLocation == null) {
      throw new IllegalArgumentException(
          "Expected drydock.dispatcher.ddi.token-secret-location to be set because"
              + " .previous-token-secret-location is, but it is not");
    }
  }
}
