package dev.drydock.bench;

import dev.drydock.kit.http.HttpCall;
import dev.drydock.kit.http.HttpPool;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Calls that are sent at their time, as soon as a connection is free. Not thread-safe. */
final class LaterCalls {

  private final HttpPool http;
  private final PriorityQueue<Due> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Due::atNanos).thenComparingLong(Due::sequence));
  private long sequence;

  LaterCalls(HttpPool http) {
    this.http = http;
  }

  void add(HttpCall call, long atNanos) {
    waiting.add(new Due(atNanos, sequence++, call));
  }

  /** Sends what is due; a call that is added meanwhile, with a later time, is not. */
  void sendDue(long nowNanos) {
    for (Due next = waiting.peek();
        next != null && next.atNanos - nowNanos <= 0 && http.isFree();
        next = waiting.peek()) {
      waiting.remove();
      http.send(next.call);
    }
  }

  private record Due(long atNanos, long sequence, HttpCall call) {}
}
