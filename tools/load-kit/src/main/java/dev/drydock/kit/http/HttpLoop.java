package dev.drydock.kit.http;

import dev.drydock.kit.terminal.CommandFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Pools of HTTP/1.1 connections, driven by the thread that calls {@link #turn}. It shares the
 * processors with what it measures, so it does no more than is needed: no pipelining, no TLS,
 * bodies passed over unless they are asked for. Not thread-safe.
 */
public final class HttpLoop implements AutoCloseable {

  /** The longest answer that is read: 64 KiB of body, and its head. */
  static final int MOST_BYTES = (64 + 16) << 10;

  /** A server answers within its own time limits, or not at all. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Selector selector;
  private final List<HttpPool> pools = new ArrayList<>();

  /** What a connection reads into; what is no whole answer yet it keeps for itself. */
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(MOST_BYTES);

  private long lookedNanos = System.nanoTime();

  /** Has no connections yet. */
  public HttpLoop() {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new CommandFailure("Expected to open a selector, but: " + e.getMessage(), e);
    }
  }

  /** Returns new connections to a server, which are opened when there is something to send. */
  public HttpPool pool(InetSocketAddress server, int connections) {
    var pool = new HttpPool(this, server, connections);
    pools.add(pool);
    return pool;
  }

  /**
   * Waits until a connection is ready, or for a time, and hands out the answers that came. Gives up
   * the calls that have been on their way for 30 s.
   *
   * @param mostMillis 1 or more
   */
  public void turn(long mostMillis) {
    try {
      selector.select(HttpLoop::ready, mostMillis);
    } catch (IOException e) {
      throw new CommandFailure("Expected to wait for answers, but: " + e.getMessage(), e);
    }
    giveUpOld(System.nanoTime());
  }

  @Override
  public void close() {
    pools.forEach(HttpPool::close);
    try {
      selector.close();
    } catch (IOException e) {
      throw new CommandFailure("Expected to close the connections, but: " + e.getMessage(), e);
    }
  }

  Selector selector() {
    return selector;
  }

  ByteBuffer buffer() {
    return buffer.clear();
  }

  private void giveUpOld(long now) {
    if (now - lookedNanos >= BETWEEN_LOOKS.toNanos()) {
      lookedNanos = now;
      pools.forEach(pool -> pool.failSentBefore(now - ANSWER_LIMIT.toNanos()));
    }
  }

  private static void ready(SelectionKey key) {
    ((HttpConnection) key.attachment()).ready(key);
  }
}
