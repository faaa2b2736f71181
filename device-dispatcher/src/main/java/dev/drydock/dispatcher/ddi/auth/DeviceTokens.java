package dev.drydock.dispatcher.ddi.auth;

import dev.drydock.schemas.DeviceKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;

/**
 * Makes and knows the devices' own tokens: the first 24 bytes of HMAC-SHA256 over {@code
 * tenantId/deviceId} in base64url, which are 32 characters: Zephyr's client keeps no more of a
 * token. No table of them exists. Thread-safe.
 */
public final class DeviceTokens {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceTokens.class);
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MIN_SECRET_BYTES = 32;
  private static final String INSTANCE = "/instance";
  private static final int TOKEN_BYTES = 24;

  private final @Nullable Mac current;
  private final @Nullable Mac previous;

  /** Reads the secrets; throws {@link IllegalArgumentException} when one cannot be used. */
  public DeviceTokens(DeviceTokenSettings settings) {
    this.current = read("token-secret-location", settings.tokenSecretLocation());
    this.previous = read("previous-token-secret-location", settings.previousTokenSecretLocation());
    if (current == null) {
      LOG.warn(
          "No TargetToken of any device is valid: set drydock.dispatcher.ddi.token-secret-location");
    }
  }

  /** Returns a device's token; nothing when there is no secret. */
  public Optional<String> tokenOf(DeviceKey device) {
    return Optional.ofNullable(current).map(secret -> token(secret, device.toString()));
  }

  /** Tells whether a token is that device's; takes as long whichever secret it was made from. */
  boolean isTokenOf(DeviceKey device, String token) {
    byte[] given = token.getBytes(StandardCharsets.UTF_8);
    boolean isByCurrent = isBy(current, device.toString(), given);
    boolean isByPrevious = isBy(previous, device.toString(), given);
    return isByCurrent | isByPrevious;
  }

  /** No device's token: neither part of a device's key has a slash. */
  Optional<String> instanceTokenOf(DeviceKey device) {
    return Optional.ofNullable(current).map(secret -> token(secret, device + INSTANCE));
  }

  boolean isInstanceTokenOf(DeviceKey device, String token) {
    byte[] given = token.getBytes(StandardCharsets.UTF_8);
    return isBy(current, device + INSTANCE, given) | isBy(previous, device + INSTANCE, given);
  }

  private static boolean isBy(@Nullable Mac secret, String subject, byte[] given) {
    return secret != null
        && MessageDigest.isEqual(token(secret, subject).getBytes(StandardCharsets.US_ASCII), given);
  }

  /** Copies the code, which is not thread-safe: to look one up anew costs more than to use it. */
  private static String token(Mac secret, String subject) {
    try {
      Mac mac = (Mac) secret.clone();
      byte[] code = mac.doFinal(subject.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(code, TOKEN_BYTES));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Expected " + ALGORITHM + " to be copied, but it is not", e);
    }
  }

  private static @Nullable Mac read(String key, @Nullable Resource location) {
    if (location == null) {
      return null;
    }
    byte[] secret;
    try {
      secret = location.getContentAsByteArray();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Expected drydock.dispatcher.ddi."
              + key
              + " to name a file that can be read, but it is "
              + location,
          e);
    }
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "Expected the file that drydock.dispatcher.ddi."
              + key
              + " names to have "
              + MIN_SECRET_BYTES
              + " bytes or more, but it has "
              + secret.length);
    }
    return mac(secret);
  }

  private static Mac mac(byte[] secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected every JVM to know " + ALGORITHM, e);
    }
  }
}
