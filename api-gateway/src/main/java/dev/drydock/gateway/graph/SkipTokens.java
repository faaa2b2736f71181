package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.view.Cursor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Makes and reads what names the last item of a page, so that the next page begins after it however
 * many items were added meanwhile. A token is opaque, and good for the one question that it was
 * made for: one that was changed, or comes with another tenant, filter or order, is refused.
 * Thread-safe.
 */
@Component
final class SkipTokens {

  private static final Logger LOG = LoggerFactory.getLogger(SkipTokens.class);
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MIN_SECRET_BYTES = 32;

  /** Half of the code's bytes, which RFC 2104 holds to be enough. */
  private static final int MAC_BYTES = 16;

  /** Stands before the id. */
  private static final char SEPARATOR = '_';

  /** Stands before a device's id, which has no slash, a slash and the id. */
  private static final char BEFORE_DEVICE = '~';

  private static final Pattern PLACE =
      Pattern.compile("(-?[0-9]*)(?:_|~([^/]*)/)(.*)", Pattern.DOTALL);

  private final SecretKeySpec key;

  SkipTokens(PagingSettings settings) {
    Resource location = settings.secretLocation();
    if (location == null) {
      LOG.warn(
          "Links to further pages are good for this instance alone, until it ends: set"
              + " drydock.gateway.paging.secret-location");
    }
    this.key = new SecretKeySpec(location == null ? random() : read(location), ALGORITHM);
  }

  /**
   * Returns the token for the page after a cursor.
   *
   * @param question all that the pages have in common
   */
  String write(String question, Cursor last) {
    String text =
        (last.at() == null ? "" : last.at().toString())
            + (last.deviceId() == null ? SEPARATOR : BEFORE_DEVICE + last.deviceId() + '/')
            + last.id();
    byte[] cursor = text.getBytes(StandardCharsets.UTF_8);
    byte[] token =
        ByteBuffer.allocate(MAC_BYTES + cursor.length)
            .put(mac(question, cursor))
            .put(cursor)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /**
   * Returns the cursor that a token stands for; throws a 400 unless it was made for the question.
   */
  Cursor read(String question, String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      throw refused();
    }
    if (bytes.length <= MAC_BYTES) {
      throw refused();
    }
    byte[] cursor = Arrays.copyOfRange(bytes, MAC_BYTES, bytes.length);
    if (!MessageDigest.isEqual(mac(question, cursor), Arrays.copyOf(bytes, MAC_BYTES))
        || !Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(token)) {
      throw refused();
    }
    return cursor(new String(cursor, StandardCharsets.UTF_8));
  }

  private static Cursor cursor(String text) {
    Matcher parts = PLACE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalStateException("Expected a cursor that was signed, but it is " + text);
    }
    String at = parts.group(1);
    return new Cursor(at.isEmpty() ? null : Long.valueOf(at), parts.group(2), parts.group(3));
  }

  private byte[] mac(String question, byte[] cursor) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(question.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return Arrays.copyOf(mac.doFinal(cursor), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected every JVM to know " + ALGORITHM, e);
    }
  }

  private static byte[] random() {
    byte[] secret = new byte[MIN_SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return secret;
  }

  private static byte[] read(Resource location) {
    byte[] secret;
    try {
      secret = location.getContentAsByteArray();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.paging.secret-location to name a file that can be read, but it"
              + " is "
              + location,
          e);
    }
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "Expected the file that drydock.gateway.paging.secret-location names to have "
              + MIN_SECRET_BYTES
              + " bytes or more, but it has "
              + secret.length);
    }
    return secret;
  }

  private static Problem refused() {
    return Problem.badRequest(
        "$skipToken", "Expected $skipToken to come from an @odata.nextLink of this collection.");
  }
}
