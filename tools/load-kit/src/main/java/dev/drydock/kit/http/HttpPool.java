package dev.drydock.kit.http;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * A fixed number of connections to one server; the one that was used last is used first, so that
 * few are open where few are needed. Not thread-safe.
 */
public final class HttpPool {

  private final HttpLoop loop;
  private final List<HttpConnection> all = new ArrayList<>();
  private final Deque<HttpConnection> free = new ArrayDeque<>();

  HttpPool(HttpLoop loop, InetSocketAddress server, int connections) {
    this.loop = loop;
    for (int i = 0; i < connections; i++) {
      all.add(new HttpConnection(server, loop, this));
    }
    free.addAll(all);
  }

  /** Tells whether a call can be sent now. */
  public boolean isFree() {
    return !free.isEmpty();
  }

  /** Sends a call. Only when {@link #isFree}. */
  public void send(HttpCall call) {
    HttpConnection connection = free.pop();
    connection.send(call);
    if (!connection.isBusy()) {
      free.push(connection);
    }
  }

  /** Turns the loop, for this pool and for others. */
  public void turn(long mostMillis) {
    loop.turn(mostMillis);
  }

  /** Returns over how many connections calls were sent from a time on ({@link System#nanoTime}). */
  public int countUsedSince(long nanos) {
    return (int) all.stream().filter(connection -> connection.isUsedSince(nanos)).count();
  }

  /** Gives up the calls that were sent before a time ({@link System#nanoTime}). */
  void failSentBefore(long nanos) {
    for (HttpConnection connection : all) {
      if (connection.isBusy() && connection.sentNanos() - nanos < 0) {
        connection.fail(new TimeoutException("no answer in time"));
        free.push(connection);
      }
    }
  }

  void freed(HttpConnection connection) {
    free.push(connection);
  }

  void close() {
    all.forEach(HttpConnection::close);
  }
}
