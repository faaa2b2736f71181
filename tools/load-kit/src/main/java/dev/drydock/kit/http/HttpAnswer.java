package dev.drydock.kit.http;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 answer, as much of it as is looked at.
 *
 * @param status the status code
 * @param location the Location header, if there is one
 * @param body the body as UTF-8; empty when it was passed over
 * @param isLast whether the server closes the connection after it
 */
public record HttpAnswer(int status, @Nullable String location, String body, boolean isLast) {

  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int STATUS_LENGTH = 3;

  /**
   * Reads one.
   *
   * @param received all bytes since the request, from 0 to the limit
   * @param wantsBody whether its body is kept
   * @return null when there is more to come
   * @throws IllegalArgumentException when it is no HTTP answer
   */
  static @Nullable HttpAnswer read(ByteBuffer received, boolean wantsBody) {
    int bodyAt = endOfHead(received);
    if (bodyAt < 0) {
      return null;
    }
    String[] lines = text(received, 0, bodyAt, StandardCharsets.ISO_8859_1).split("\r\n");
    String body =
        header(lines, "transfer-encoding") == null
            ? sized(received, bodyAt, header(lines, "content-length"), wantsBody)
            : Chunks.read(received, bodyAt, wantsBody);
    return body == null
        ? null
        : new HttpAnswer(
            status(lines[0]),
            header(lines, "location"),
            body,
            "close".equalsIgnoreCase(header(lines, "connection")));
  }

  /** Returns what follows the last slash of the Location; null when there is none. */
  public @Nullable String locatedId() {
    return location == null ? null : location.substring(location.lastIndexOf('/') + 1);
  }

  private static int status(String line) {
    if (!line.startsWith("HTTP/1.1 ")) {
      throw new IllegalArgumentException("Expected an HTTP/1.1 answer, but it begins: " + line);
    }
    return Integer.parseInt(line.substring(STATUS_AT, STATUS_AT + STATUS_LENGTH));
  }

  private static @Nullable String header(String[] lines, String name) {
    for (int i = 1; i < lines.length; i++) {
      String line = lines[i];
      if (line.length() > name.length()
          && line.charAt(name.length()) == ':'
          && line.substring(0, name.length()).toLowerCase(Locale.ROOT).equals(name)) {
        return line.substring(name.length() + 1).strip();
      }
    }
    return null;
  }

  private static int endOfHead(ByteBuffer bytes) {
    for (int i = 3; i < bytes.limit(); i++) {
      if (bytes.get(i) == '\n'
          && bytes.get(i - 1) == '\r'
          && bytes.get(i - 2) == '\n'
          && bytes.get(i - 3) == '\r') {
        return i + 1;
      }
    }
    return -1;
  }

  private static @Nullable String sized(
      ByteBuffer bytes, int from, @Nullable String length, boolean isWanted) {
    int size = length == null ? 0 : Integer.parseInt(length);
    if (bytes.limit() - from < size) {
      return null;
    }
    return isWanted ? text(bytes, from, size, StandardCharsets.UTF_8) : "";
  }

  static String text(ByteBuffer bytes, int from, int length, Charset charset) {
    var copy = new byte[length];
    bytes.get(from, copy);
    return new String(copy, charset);
  }
}
