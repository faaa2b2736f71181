package dev.drydock.simulator;

import dev.drydock.kit.ddi.DdiRequests;
import dev.drydock.kit.http.HttpAddress;
import dev.drydock.kit.http.HttpCall;
import dev.drydock.kit.http.HttpLoop;
import dev.drydock.kit.http.HttpPool;
import dev.drydock.local.DeviceTokens;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The dispatchers of an installation. Any of them answers any device; each device stays with one. A
 * call that finds no connection free waits for one. Not thread-safe.
 */
final class Dispatchers implements AutoCloseable {

  private final HttpLoop loop = new HttpLoop();
  private final List<Dispatcher> all;

  /** Shares the connections out; each dispatcher has one or more. */
  Dispatchers(List<HttpAddress> addresses, int connections, DeviceTokens tokens, String tenantId) {
    all =
        IntStream.range(0, addresses.size())
            .mapToObj(
                i ->
                    new Dispatcher(
                        new DdiRequests(addresses.get(i), tokens, tenantId),
                        loop.pool(
                            addresses.get(i).socket(),
                            Math.max(1, (connections + i) / addresses.size()))))
            .toList();
  }

  /** Returns what a device's requests are made with. */
  DdiRequests requests(DdiDevice device) {
    return of(device).requests;
  }

  /** Sends a device's call as soon as a connection is free, but not before {@link #turn}. */
  void send(DdiDevice device, HttpCall call) {
    of(device).waiting.add(call);
  }

  /**
   * Sends what waits, and hands out the answers that come within a time.
   *
   * @param mostMillis 1 or more
   */
  void turn(long mostMillis) {
    all.forEach(Dispatcher::sendWaiting);
    loop.turn(mostMillis);
  }

  @Override
  public void close() {
    loop.close();
  }

  private Dispatcher of(DdiDevice device) {
    return all.get(device.number() % all.size());
  }

  private record Dispatcher(DdiRequests requests, HttpPool pool, Deque<HttpCall> waiting) {

    Dispatcher(DdiRequests requests, HttpPool pool) {
      this(requests, pool, new ArrayDeque<>());
    }

    void sendWaiting() {
      // a call that fails at once may put another one here, which has its turn later
      for (int i = waiting.size(); i > 0 && pool.isFree(); i--) {
        pool.send(waiting.remove());
      }
    }
  }
}
