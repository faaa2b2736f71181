package dev.drydock.gateway.view;

import java.nio.charset.StandardCharsets;

/** Percent-encodes a text so that it is one path segment or query value. */
public final class Percent {

  private static final String HEX = "0123456789ABCDEF";

  private Percent() {}

  /** Encodes all but RFC 3986's unreserved characters, as UTF-8. */
  public static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (isUnreserved(b)) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '.'
        || b == '_'
        || b == '~';
  }
}
