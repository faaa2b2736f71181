package dev.drydock.gateway.admission;

import dev.drydock.messages.DispatchEvent;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The requests of this instance that wait for a decision. Each has an address that goes out with
 * its command and comes back with its decision: {@code <instance>/<number>}. Thread-safe.
 */
@Component
final class OpenRequests {

  private final String prefix = UUID.randomUUID() + "/";
  private final AtomicLong numbers = new AtomicLong();
  private final ConcurrentMap<String, CompletableFuture<DispatchEvent>> open =
      new ConcurrentHashMap<>();

  /**
   * One request.
   *
   * @param address where its decision is to be sent
   * @param decision completes with the decision
   */
  record OpenRequest(String address, CompletableFuture<DispatchEvent> decision) {}

  OpenRequest open() {
    OpenRequest request =
        new OpenRequest(prefix + numbers.incrementAndGet(), new CompletableFuture<>());
    open.put(request.address(), request.decision());
    return request;
  }

  /** Forgets a request whose caller does not wait any more. */
  void close(OpenRequest request) {
    open.remove(request.address());
  }

  /** Tells whether a request of this instance waits at an address. */
  boolean isAwaited(@Nullable String address) {
    return address != null && open.containsKey(address);
  }

  /** Ends the wait of the request at an address, if there is one. */
  void decide(String address, DispatchEvent decision) {
    CompletableFuture<DispatchEvent> waiting = open.remove(address);
    if (waiting != null) {
      waiting.complete(decision);
    }
  }
}
