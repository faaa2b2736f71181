package dev.drydock.gateway.hostile;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer as it came.
 *
 * @param status the status
 * @param headers the headers, by their names in lower case
 * @param body the body, decoded
 * @param rest what came after it
 */
record RawAnswer(int status, Map<String, String> headers, String body, String rest) {

  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})[^\r\n]*");
  private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]+)\r\n");

  /**
   * Reads the first answer of what a server sent; null when that does not begin as HTTP does.
   *
   * @param text what came, one character for each byte
   * @param isHead whether the answer has no body whatever its headers say
   */
  static @Nullable RawAnswer parse(String text, boolean isHead) {
    int end = text.indexOf("\r\n\r\n");
    Matcher statusLine = STATUS_LINE.matcher(text);
    if (end < 0 || !statusLine.lookingAt()) {
      return null;
    }
    int status = Integer.parseInt(statusLine.group(1));
    Map<String, String> headers = headers(text.substring(statusLine.end(), end));
    String after = text.substring(end + 4);
    if (isHead || status < 200 || status == 204 || status == 304) {
      return new RawAnswer(status, headers, "", after);
    }
    if ("chunked".equals(headers.get("transfer-encoding"))) {
      return chunked(status, headers, after);
    }
    String length = headers.get("content-length");
    int bodyEnd = length == null ? after.length() : Integer.parseInt(length);
    return new RawAnswer(
        status, headers, utf8(after.substring(0, bodyEnd)), after.substring(bodyEnd));
  }

  String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  private static Map<String, String> headers(String text) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : text.strip().lines().toList()) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new AssertionError("Expected a header, but got \"" + line + '"');
      }
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (first, second) -> first + ", " + second);
    }
    return headers;
  }

  private static RawAnswer chunked(int status, Map<String, String> headers, String text) {
    StringBuilder body = new StringBuilder();
    Matcher chunk = CHUNK.matcher(text);
    int at = 0;
    while (chunk.find(at)) {
      int length = Integer.parseInt(chunk.group(1), 16);
      body.append(text, chunk.end(), chunk.end() + length);
      at = chunk.end() + length + 2;
      if (length == 0) {
        break;
      }
    }
    return new RawAnswer(status, headers, utf8(body.toString()), text.substring(at));
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
