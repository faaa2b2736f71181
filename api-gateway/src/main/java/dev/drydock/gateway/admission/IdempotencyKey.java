package dev.drydock.gateway.admission;

import dev.drydock.messages.Idempotency;
import dev.drydock.view.Actor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes a repeated request known as the same: the device's dock remembers both for each update
 * that it admits.
 *
 * @param key SHA-256 of the caller and the key that it gave, 64 hexadecimal digits
 * @param body SHA-256 of what the request asks for, 64 hexadecimal digits
 */
public record IdempotencyKey(String key, String body) {

  /**
   * Returns the key of a request.
   *
   * @param caller who sent it: another caller's same key is another key
   * @param given the key, as the caller gave it
   * @param body what the request asks for, each member as the caller wrote it, null where absent
   */
  public static IdempotencyKey of(Actor caller, String given, List<@Nullable String> body) {
    return new IdempotencyKey(
        sha256(Arrays.asList(caller.applicationId(), caller.userId(), given)), sha256(body));
  }

  Idempotency toMessage() {
    return new Idempotency(key, body);
  }

  /** Each text's length goes before it, so that no two lists look the same. */
  private static String sha256(List<@Nullable String> texts) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every JVM to know SHA-256", e);
    }
    for (String text : texts) {
      byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
      int length = text == null ? -1 : bytes.length;
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
