package dev.drydock.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a socket that the test itself answers. */
class HttpLoopTest {

  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

  private ServerSocket server;
  private HttpLoop loop;
  private HttpPool pool;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    loop = new HttpLoop();
    pool = loop.pool((InetSocketAddress) server.getLocalSocketAddress(), 1);
  }

  @AfterEach
  void close() throws IOException {
    loop.close();
    server.close();
  }

  @Test
  void shouldReadLongBodyWhenItComesInPieces() throws IOException {
    // given
    String body = "0123456789abcdef".repeat(4 << 10);
    var call = new Call();
    pool.send(call);
    try (Socket socket = accepted()) {
      // when
      say(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n");
      loop.turn(10);
      for (int at = 0; at < body.length(); at += 10_000) {
        say(socket, body.substring(at, Math.min(body.length(), at + 10_000)));
        loop.turn(10);
      }
      await(call);
    }

    // then
    assertThat(call.answers).extracting(HttpAnswer::body).containsExactly(body);
    assertThat(pool.isFree()).isTrue();
  }

  @Test
  void shouldUseTheConnectionAgainWhenItIsKept() throws IOException {
    // given
    var first = new Call();
    var second = new Call();
    pool.send(first);
    try (Socket socket = accepted()) {
      say(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n");
      await(first);

      // when
      pool.send(second);
      read(socket);
      say(socket, "HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n");
      await(second);
    }

    // then
    assertThat(first.answers).containsExactly(new HttpAnswer(200, null, "hi", false));
    assertThat(second.answers).containsExactly(new HttpAnswer(404, null, "", false));
  }

  @Test
  void shouldConnectAnewWhenTheConnectionHasRestedForLong() throws IOException {
    // given
    var first = new Call();
    var second = new Call();
    pool.send(first);
    try (Socket socket = accepted()) {
      say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      await(first);
      long rested = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_100);
      while (System.nanoTime() - rested < 0) {
        loop.turn(10);
      }

      // when
      pool.send(second);
      try (Socket other = accepted()) {
        say(other, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await(second);
      }

      // then
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(second.answers).hasSize(1);
    assertThat(pool.countUsedSince(System.nanoTime() - LIMIT_NANOS)).isEqualTo(1);
    assertThat(pool.countUsedSince(System.nanoTime())).isZero();
  }

  @Test
  void shouldFailCallAndConnectAnewWhenServerCloses() throws IOException {
    // given
    var first = new Call();
    pool.send(first);
    accepted().close();
    await(first);

    // when
    var second = new Call();
    pool.send(second);
    try (Socket socket = accepted()) {
      say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      await(second);
    }

    // then
    assertThat(first.failures).hasSize(1);
    assertThat(second.answers).hasSize(1);
  }

  @Test
  void shouldFailCallWhenAnswerIsTooLong() throws IOException {
    // given
    var call = new Call();
    pool.send(call);
    try (Socket socket = accepted()) {
      say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
      var writer = new Thread(() -> say(socket, "x".repeat(100_000)));
      writer.start();

      // when
      await(call);
    }

    // then
    assertThat(call.failures).singleElement().asString().contains("Expected an answer of less");
  }

  @Test
  void shouldGiveCallUpWhenAnswerDoesNotCome() throws IOException {
    // given
    var call = new Call();
    pool.send(call);
    try (Socket socket = accepted()) {
      pool.failSentBefore(System.nanoTime() - LIMIT_NANOS);
      assertThat(pool.isFree()).isFalse();

      // when
      pool.failSentBefore(System.nanoTime());

      // then
      assertThat(call.failures).singleElement().asString().contains("no answer in time");
      assertThat(pool.isFree()).isTrue();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  private void await(Call call) {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (call.answers.isEmpty() && call.failures.isEmpty() && System.nanoTime() - end < 0) {
      loop.turn(10);
    }
  }

  /** Returns the connection when the request has come. */
  private Socket accepted() throws IOException {
    server.setSoTimeout((int) TimeUnit.NANOSECONDS.toMillis(LIMIT_NANOS));
    loop.turn(10);
    Socket socket = server.accept();
    loop.turn(10);
    read(socket);
    return socket;
  }

  private static void read(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    assertThat(in.readNBytes(REQUEST.length)).isEqualTo(REQUEST);
  }

  private static void say(Socket socket, String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // the other end has heard enough
    }
  }

  private static final class Call implements HttpCall {

    private final List<HttpAnswer> answers = new ArrayList<>();
    private final List<Exception> failures = new ArrayList<>();

    @Override
    public byte[] request() {
      return REQUEST;
    }

    @Override
    public boolean wantsBody() {
      return true;
    }

    @Override
    public void answered(HttpAnswer answer) {
      answers.add(answer);
    }

    @Override
    public void failed(Exception cause) {
      failures.add(cause);
    }
  }
}
