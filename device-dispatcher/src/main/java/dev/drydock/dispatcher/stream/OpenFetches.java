package dev.drydock.dispatcher.stream;

import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The fetches of this instance that wait for their dock's decision. Each has an address that goes
 * out with its ack and comes back with the decision. Thread-safe.
 */
final class OpenFetches {

  private final String prefix = UUID.randomUUID() + "/";
  private final AtomicLong numbers = new AtomicLong();
  private final ConcurrentMap<String, CompletableFuture<Boolean>> open = new ConcurrentHashMap<>();

  /** Returns the address of a new one; it is forgotten once its decision is complete. */
  String open(CompletableFuture<Boolean> decision) {
    String address = prefix + numbers.incrementAndGet();
    open.put(address, decision);
    decision.whenComplete((given, failure) -> open.remove(address));
    return address;
  }

  boolean isAwaited(String address) {
    return open.containsKey(address);
  }

  /** Ends the wait of the fetch at an address, if there is one. */
  void decide(String address, DispatchEvent decision) {
    CompletableFuture<Boolean> waiting = open.get(address);
    if (waiting != null) {
      waiting.complete(decision.getKind().equals(DispatchEventKind.UPDATE_DELIVERED));
    }
  }
}
