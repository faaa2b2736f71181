package dev.drydock.dispatcher.ddi;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** What bodies are written in: JSON in UTF-8, not compressed. All else is answered 415. */
final class BodyFormat {

  private static final String CBOR =
      "Bodies in CBOR are not read. Send JSON in UTF-8 (Content-Type: application/json).";
  private static final String COMPRESSED =
      "Compressed bodies are not read. Send the body without Content-Encoding.";
  private static final String NOT_UTF8 = "Bodies in UTF-16 or UTF-32 are not read. Send UTF-8.";

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int GZIP = 0x1f8b;
  private static final int UTF_16_BE = 0xfeff;
  private static final int UTF_16_LE = 0xfffe;
  private static final int CBOR_TAG = 0xd9d9;
  private static final int CBOR_MAP = 0xa0;
  private static final int CBOR_TYPE = 0xe0;

  private BodyFormat() {}

  /** Returns why a request's body cannot be read, as far as its headers tell. */
  static Optional<Answer> refusal(HttpServletRequest request) {
    String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
      return Optional.of(unsupported(COMPRESSED).answer());
    }
    String type = request.getContentType();
    return type != null && type.toLowerCase(Locale.ROOT).contains("cbor")
        ? Optional.of(unsupported(CBOR).answer())
        : Optional.empty();
  }

  /**
   * Returns a body as a text; what is no UTF-8 in it is replaced.
   *
   * @throws Refusal when it begins as no text in UTF-8 does
   */
  static String text(byte[] body) {
    int first = unit(body, 0);
    if (first == GZIP) {
      throw unsupported(COMPRESSED);
    }
    if (first == CBOR_TAG || (first >> Byte.SIZE & CBOR_TYPE) == CBOR_MAP) {
      throw unsupported(CBOR);
    }
    if (first == UTF_16_BE || first == UTF_16_LE || hasNul(first) || hasNul(unit(body, 2))) {
      throw unsupported(NOT_UTF8);
    }
    String text = new String(body, StandardCharsets.UTF_8);
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  /** Returns two bytes as a number; spaces where the body is shorter. */
  private static int unit(byte[] body, int at) {
    return (at < body.length ? body[at] & 0xff : ' ') << Byte.SIZE
        | (at + 1 < body.length ? body[at + 1] & 0xff : ' ');
  }

  private static boolean hasNul(int unit) {
    return (unit & 0xff) == 0 || unit >> Byte.SIZE == 0;
  }

  private static Refusal unsupported(String message) {
    return Refusal.unsupported(message);
  }
}
