package dev.drydock.cli.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 answer, as much of it as a load test looks at. The body is passed over.
 *
 * @param location the Location header, if there is one
 * @param isLast whether the server closes the connection after it
 */
record HttpAnswer(int status, @Nullable String location, boolean isLast) {

  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int STATUS_LENGTH = 3;
  private static final int UNTIL_CHUNKED_END = -1;

  /**
   * Reads one.
   *
   * @param received all bytes since the request, from 0 to the limit
   * @return null when there is more to come
   * @throws IllegalArgumentException when it is no HTTP answer
   */
  static @Nullable HttpAnswer read(ByteBuffer received) {
    int bodyAt = endOfHead(received);
    if (bodyAt < 0) {
      return null;
    }
    var head = new byte[bodyAt];
    received.get(0, head);
    String[] lines = new String(head, StandardCharsets.ISO_8859_1).split("\r\n");
    String transfer = header(lines, "transfer-encoding");
    String length = header(lines, "content-length");
    int size = transfer != null ? UNTIL_CHUNKED_END : length == null ? 0 : Integer.parseInt(length);
    boolean isWhole =
        size == UNTIL_CHUNKED_END
            ? hasAllChunks(received, bodyAt)
            : received.limit() >= bodyAt + size;
    return isWhole
        ? new HttpAnswer(
            status(lines[0]),
            header(lines, "location"),
            "close".equalsIgnoreCase(header(lines, "connection")))
        : null;
  }

  /** Returns what follows the last slash of the Location; null when there is none. */
  @Nullable String locatedId() {
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

  private static boolean hasAllChunks(ByteBuffer bytes, int from) {
    int at = from;
    while (true) {
      int lineEnd = at;
      while (lineEnd < bytes.limit() && bytes.get(lineEnd) != '\n') {
        lineEnd++;
      }
      if (lineEnd >= bytes.limit()) {
        return false;
      }
      var line = new byte[lineEnd - at];
      bytes.get(at, line);
      int size =
          Integer.parseInt(new String(line, StandardCharsets.ISO_8859_1).split(";")[0].strip(), 16);
      // the chunk and the line end after it
      at = lineEnd + 1 + size + 2;
      if (at > bytes.limit()) {
        return false;
      }
      if (size == 0) {
        return true;
      }
    }
  }
}
