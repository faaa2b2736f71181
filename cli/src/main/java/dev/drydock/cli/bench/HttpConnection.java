package dev.drydock.cli.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One keep-alive connection with at most one request on its way. It is opened by the first request,
 * and again by the next one after the server has closed it. Not thread-safe.
 */
final class HttpConnection {

  /** Error bodies, which are the longest, have about 1 KiB. */
  private static final int MOST_BYTES = 16 << 10;

  private final InetSocketAddress server;
  private final Selector selector;
  private final ByteBuffer in = ByteBuffer.allocateDirect(MOST_BYTES);
  private @Nullable SocketChannel channel;
  private @Nullable HttpCall call;
  private ByteBuffer out = ByteBuffer.allocate(0);

  HttpConnection(InetSocketAddress server, Selector selector) {
    this.server = server;
    this.selector = selector;
  }

  /** Sends a request; whatever comes of it is told to the call. Only when nothing is on its way. */
  void send(HttpCall next) {
    call = next;
    out = ByteBuffer.wrap(next.request());
    in.clear();
    try {
      SocketChannel open = channel == null ? connect() : channel;
      if (open.isConnected()) {
        write(open);
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  /** Does what the channel is ready for; returns whether the connection is free now. */
  boolean ready(SelectionKey key) {
    SocketChannel open = channel;
    if (open == null) {
      return false;
    }
    try {
      if (key.isConnectable()) {
        open.finishConnect();
      }
      if (key.isConnectable() || key.isWritable()) {
        write(open);
      }
      return key.isValid() && key.isReadable() && read(open);
    } catch (IOException | IllegalArgumentException e) {
      return fail(e);
    }
  }

  boolean isBusy() {
    return call != null;
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
    fresh.register(selector, isConnected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
    return fresh;
  }

  private void write(SocketChannel open) throws IOException {
    open.write(out);
    int interest =
        out.hasRemaining() ? SelectionKey.OP_WRITE | SelectionKey.OP_READ : SelectionKey.OP_READ;
    SelectionKey key = open.keyFor(selector);
    if (key.interestOps() != interest) {
      key.interestOps(interest);
    }
  }

  private boolean read(SocketChannel open) throws IOException {
    int count = open.read(in);
    HttpCall current = call;
    if (count < 0 && current == null) {
      // an idle connection that the server gives up
      disconnect();
      return false;
    }
    if (count < 0 || current == null || !in.hasRemaining()) {
      throw new EOFException("the server closed the connection or said more than it was asked");
    }
    HttpAnswer answer = HttpAnswer.read(in.duplicate().flip());
    if (answer == null) {
      return false;
    }
    if (answer.isLast()) {
      disconnect();
    }
    call = null;
    current.answered(answer);
    return true;
  }

  private boolean fail(Exception cause) {
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
