package dev.drydock.kit.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A body in chunks, as servers send it that do not know its length beforehand. */
final class Chunks {

  private static final int HEXADECIMAL = 16;
  private static final int LINE_END = 2;

  private Chunks() {}

  /**
   * Returns the body, or an empty text when it is not wanted; null when there is more to come.
   *
   * @throws IllegalArgumentException when a chunk does not begin with its size
   */
  static @Nullable String read(ByteBuffer bytes, int from, boolean isWanted) {
    var body = new ByteArrayOutputStream();
    int at = from;
    while (true) {
      int lineEnd = endOfLine(bytes, at);
      if (lineEnd < 0) {
        return null;
      }
      int size = size(bytes, at, lineEnd);
      int dataAt = lineEnd + 1;
      at = dataAt + size + LINE_END;
      if (at > bytes.limit()) {
        return null;
      }
      if (size == 0) {
        return body.toString(StandardCharsets.UTF_8);
      }
      if (isWanted) {
        append(body, bytes, dataAt, size);
      }
    }
  }

  private static int endOfLine(ByteBuffer bytes, int from) {
    for (int i = from; i < bytes.limit(); i++) {
      if (bytes.get(i) == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static int size(ByteBuffer bytes, int from, int to) {
    String line = HttpAnswer.text(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    return Integer.parseInt(line.split(";")[0].strip(), HEXADECIMAL);
  }

  private static void append(ByteArrayOutputStream body, ByteBuffer bytes, int from, int size) {
    var chunk = new byte[size];
    bytes.get(from, chunk);
    body.writeBytes(chunk);
  }
}
