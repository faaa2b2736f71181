package dev.drydock.gateway.openapi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** A text in which the base stands that its reader uses. Immutable. */
final class Template {

  private static final int ETAG_BYTES = 12;

  private final List<byte[]> pieces;
  private final byte[] digest;

  private Template(List<byte[]> pieces, byte[] digest) {
    this.pieces = pieces;
    this.digest = digest;
  }

  /** Makes a template of a text that has {@link ApiDocument#BASE} where the base is to stand. */
  static Template of(String text) {
    List<byte[]> pieces =
        Arrays.stream(text.split(Pattern.quote(ApiDocument.BASE), -1))
            .map(piece -> piece.getBytes(StandardCharsets.UTF_8))
            .toList();
    return new Template(pieces, sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns the text for a base. */
  byte[] fill(String base) {
    byte[] between = base.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(pieces.get(0));
    for (byte[] piece : pieces.subList(1, pieces.size())) {
      out.writeBytes(between);
      out.writeBytes(piece);
    }
    return out.toByteArray();
  }

  /** Returns an entity tag that differs when text or base differ. */
  String etag(String base) {
    byte[] both = sha256(digest, base.getBytes(StandardCharsets.UTF_8));
    return '"' + HexFormat.of().formatHex(both, 0, ETAG_BYTES) + '"';
  }

  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        sha256.update(part);
      }
      return sha256.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected SHA-256, which every Java has", e);
    }
  }
}
