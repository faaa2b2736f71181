package dev.drydock.cli.bench;

import dev.drydock.cli.terminal.CommandFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A fixed number of HTTP/1.1 connections, driven by the thread that calls {@link #turn}. It shares
 * the processors with what it measures, so it does no more than is needed: no pipelining, no TLS,
 * bodies passed over. Not thread-safe.
 */
final class HttpLoop implements AutoCloseable {

  private final Selector selector;
  private final List<HttpConnection> all = new ArrayList<>();
  private final Deque<HttpConnection> free = new ArrayDeque<>();

  /** Connects when there is something to send. */
  HttpLoop(InetSocketAddress server, int connections) {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new CommandFailure("Expected to open a selector, but: " + e.getMessage(), e);
    }
    for (int i = 0; i < connections; i++) {
      all.add(new HttpConnection(server, selector));
    }
    free.addAll(all);
  }

  /** Tells whether a call can be sent now. */
  boolean isFree() {
    return !free.isEmpty();
  }

  /** Sends a call. Only when {@link #isFree}. */
  void send(HttpCall call) {
    HttpConnection connection = free.pop();
    connection.send(call);
    if (!connection.isBusy()) {
      free.push(connection);
    }
  }

  /**
   * Waits until a connection is ready, or for a time, and hands out the answers that came.
   *
   * @param mostMillis 1 or more
   */
  void turn(long mostMillis) {
    try {
      selector.select(this::ready, mostMillis);
    } catch (IOException e) {
      throw new CommandFailure("Expected to wait for answers, but: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    all.forEach(HttpConnection::close);
    try {
      selector.close();
    } catch (IOException e) {
      throw new CommandFailure("Expected to close the connections, but: " + e.getMessage(), e);
    }
  }

  private void ready(SelectionKey key) {
    var connection = (HttpConnection) key.attachment();
    if (connection.ready(key)) {
      free.push(connection);
    }
  }
}
