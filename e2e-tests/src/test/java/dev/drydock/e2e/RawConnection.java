package dev.drydock.e2e;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A connection that carries HTTP/1.1 as it is written: no client adds, drops or orders a header.
 * Not thread-safe.
 */
final class RawConnection implements AutoCloseable {

  private static final int TIMEOUT_MS = 30_000;
  private static final int CONTINUE = 100;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  RawConnection(Socket socket) throws IOException {
    socket.setSoTimeout(TIMEOUT_MS);
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /**
   * One message, with its body as long as its head says.
   *
   * @param head up to the empty line, whose end is part of it
   */
  record Message(String head, byte[] body) {

    /** Returns the value of a header, empty when there is none. */
    String header(String name) {
      return head.lines()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ':'))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }

    int status() {
      return Integer.parseInt(head.split(" ", 3)[1]);
    }

    Answer answer() {
      Map<String, List<String>> headers = new HashMap<>();
      head.lines()
          .filter(line -> line.contains(": "))
          .map(line -> line.split(": ", 2))
          .forEach(pair -> headers.put(pair[0], List.of(pair[1])));
      return new Answer(
          status(),
          HttpHeaders.of(headers, (name, value) -> true),
          new String(body, StandardCharsets.UTF_8));
    }

    private boolean expectsContinue() {
      return header("expect").equalsIgnoreCase("100-continue");
    }

    private Message withBody(byte[] newBody) {
      return new Message(head, newBody);
    }
  }

  /** Sends a request and returns the answer. */
  Message exchange(Message request) throws IOException {
    out.write(request.head().getBytes(StandardCharsets.ISO_8859_1));
    if (request.expectsContinue()) {
      out.flush();
      Message interim = read();
      if (interim.status() != CONTINUE) {
        return interim;
      }
    }
    out.write(request.body());
    out.flush();
    return read();
  }

  /** Reads a request, which it lets go on where the sender asks whether it may. */
  Message accept() throws IOException {
    Message request = new Message(readHead(), new byte[0]);
    if (request.expectsContinue()) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    return request.withBody(readBody(request));
  }

  /** Sends an answer. */
  void answer(Message answer) throws IOException {
    out.write(answer.head().getBytes(StandardCharsets.ISO_8859_1));
    out.write(answer.body());
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private Message read() throws IOException {
    Message message = new Message(readHead(), new byte[0]);
    return message.withBody(readBody(message));
  }

  private byte[] readBody(Message message) throws IOException {
    String length = message.header("content-length");
    return length.isEmpty() ? new byte[0] : in.readNBytes(Integer.parseInt(length));
  }

  private String readHead() throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("Expected a whole head, but the connection ended after: " + head);
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }
}
