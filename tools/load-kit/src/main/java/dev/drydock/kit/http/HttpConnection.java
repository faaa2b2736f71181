package dev.drydock.kit.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One keep-alive connection with at most one request on its way. It is opened by the first request,
 * and again by the next one after the server has closed it. Not thread-safe.
 */
final class HttpConnection {

  private static final byte[] NOTHING = {};

  /**
   * After how long without a request it is not used again. Servers close what is idle (Tomcat after
   * 2 s as it is set here), and a request that crosses with that is lost.
   */
  private static final Duration LONGEST_REST = Duration.ofSeconds(1);

  private final InetSocketAddress server;
  private final HttpLoop loop;
  private final HttpPool pool;
  private @Nullable SocketChannel channel;
  private @Nullable HttpCall call;
  private ByteBuffer out = ByteBuffer.wrap(NOTHING);
  private boolean isUsed;
  private long sentNanos;
  private long answeredNanos;

  /** What has come of an answer that is not whole. */
  private byte[] begun = NOTHING;

  HttpConnection(InetSocketAddress server, HttpLoop loop, HttpPool pool) {
    this.server = server;
    this.loop = loop;
    this.pool = pool;
  }

  /** Sends a request; whatever comes of it is told to the call. Only when nothing is on its way. */
  void send(HttpCall next) {
    call = next;
    out = ByteBuffer.wrap(next.request());
    begun = NOTHING;
    isUsed = true;
    sentNanos = System.nanoTime();
    if (sentNanos - answeredNanos > LONGEST_REST.toNanos()) {
      disconnect();
    }
    try {
      SocketChannel open = channel == null ? connect() : channel;
      if (open.isConnected()) {
        write(open);
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  /** Does what the channel is ready for; the pool is told when the connection is free again. */
  void ready(SelectionKey key) {
    SocketChannel open = channel;
    if (open == null || !key.isValid()) {
      return;
    }
    HttpAnswer answer;
    try {
      if (key.isConnectable()) {
        open.finishConnect();
      }
      if (key.isConnectable() || key.isWritable()) {
        write(open);
      }
      answer = key.isReadable() ? read(open) : null;
    } catch (IOException | IllegalArgumentException e) {
      if (fail(e)) {
        pool.freed(this);
      }
      return;
    }
    if (answer != null) {
      finish(answer);
    }
  }

  boolean isBusy() {
    return call != null;
  }

  /** Returns when the latest call was sent ({@link System#nanoTime}). */
  long sentNanos() {
    return sentNanos;
  }

  boolean isUsedSince(long nanos) {
    return isUsed && sentNanos - nanos >= 0;
  }

  /** Closes it; a call that is on its way hears nothing any more. */
  void close() {
    call = null;
    disconnect();
  }

  private SocketChannel connect() throws IOException {
    SocketChannel fresh = SocketChannel.open();
    channel = fresh;
    fresh.configureBlocking(false);
    fresh.setOption(StandardSocketOptions.TCP_NODELAY, true);
    boolean isConnected = fresh.connect(server);
    fresh.register(
        loop.selector(), isConnected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
    return fresh;
  }

  private void write(SocketChannel open) throws IOException {
    open.write(out);
    int interest =
        out.hasRemaining() ? SelectionKey.OP_WRITE | SelectionKey.OP_READ : SelectionKey.OP_READ;
    SelectionKey key = open.keyFor(loop.selector());
    if (key.interestOps() != interest) {
      key.interestOps(interest);
    }
  }

  private @Nullable HttpAnswer read(SocketChannel open) throws IOException {
    ByteBuffer in = loop.buffer().put(begun);
    int count = open.read(in);
    HttpCall current = call;
    if (count < 0 && current == null) {
      // an idle connection that the server gives up
      disconnect();
      return null;
    }
    if (count < 0 || current == null) {
      throw new EOFException("the server closed the connection or said more than it was asked");
    }
    HttpAnswer answer = HttpAnswer.read(in.flip(), current.wantsBody());
    if (answer == null) {
      keep(in);
    }
    return answer;
  }

  private void finish(HttpAnswer answer) {
    HttpCall current = Objects.requireNonNull(call, "what is answered was asked");
    call = null;
    begun = NOTHING;
    answeredNanos = System.nanoTime();
    if (answer.isLast()) {
      disconnect();
    }
    pool.freed(this);
    current.answered(answer);
  }

  private void keep(ByteBuffer in) throws IOException {
    if (in.limit() == in.capacity()) {
      throw new IOException(
          "Expected an answer of less than " + in.capacity() + " bytes, but there are more");
    }
    begun = new byte[in.limit()];
    in.get(0, begun);
  }

  /** Gives up the call that is on its way; returns whether there was one. */
  boolean fail(Exception cause) {
    disconnect();
    HttpCall current = call;
    call = null;
    if (current == null) {
      return false;
    }
    current.failed(cause);
    return true;
  }

  private void disconnect() {
    SocketChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // it is given up anyway
      }
    }
  }
}
