package dev.drydock.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What devices authenticate with at the dispatcher ({@code Authorization: TargetToken <token>}): an
 * HMAC of tenant and device under one secret, cut to 32 characters, so that no table of tokens is
 * needed. Not thread-safe.
 */
public final class DeviceTokens {

  private static final String ALGORITHM = "HmacSHA256";

  /** What a shorter secret lacks of it, the tokens lack too. */
  private static final int LEAST_BYTES = 32;

  /** 32 characters: Zephyr's client keeps no more of a token. */
  private static final int TOKEN_BYTES = 24;

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final Mac mac;

  private DeviceTokens(byte[] secret) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected to have " + ALGORITHM + " but it is not there", e);
    }
  }

  /**
   * Makes tokens with the secret in a file: all its bytes as they are, a line end included.
   *
   * @throws IllegalStateException when the file cannot be read or is too short
   */
  public static DeviceTokens of(Path secretFile) {
    byte[] secret = read(secretFile);
    if (secret.length < LEAST_BYTES) {
      throw new IllegalStateException(
          "Expected the secret in \""
              + secretFile
              + "\" to have "
              + LEAST_BYTES
              + " bytes or more, but it has "
              + secret.length);
    }
    return new DeviceTokens(secret);
  }

  /** Returns the token of one device. */
  public String token(String tenantId, String deviceId) {
    byte[] text = (tenantId + '/' + deviceId).getBytes(StandardCharsets.UTF_8);
    return ENCODER.encodeToString(Arrays.copyOf(mac.doFinal(text), TOKEN_BYTES));
  }

  private static byte[] read(Path secretFile) {
    try {
      return Files.readAllBytes(secretFile);
    } catch (IOException e) {
      throw new IllegalStateException(
          "Expected the secret of the devices' tokens in \""
              + secretFile
              + "\", but it cannot be read: "
              + e,
          e);
    }
  }
}
