package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.Holder;
import dev.drydock.dispatcher.core.IdempotencyKey;
import dev.drydock.dispatcher.core.Remembered;
import dev.drydock.dispatcher.state.RememberedRequest;
import dev.drydock.schemas.DeviceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What the docks of a partition remember of requests under idempotency keys, until its time is over
 * by the log's own clock.
 *
 * <p>A window store would forget by itself, but by the latest time it ever saw: a broker whose
 * clock was ahead once would make it drop whatever is put in it until that time has come (ADR 11).
 */
final class RememberedRequests {

  /**
   * How many entries are looked at for each that is added. Whoever goes round so leaves no more
   * than a seventh of those whose time is not over.
   */
  static final int SWEPT = 8;

  private final KeyValueStore<String, RememberedRequest> store;
  private final Duration retention;

  /** The store's key at which the next sweep begins; null for the first there is. */
  private @Nullable String next;

  RememberedRequests(KeyValueStore<String, RememberedRequest> store, Duration retention) {
    this.store = store;
    this.retention = retention;
  }

  /** Returns what was admitted under a key, or null when nothing was or its time is over. */
  @Nullable Remembered find(DeviceKey device, IdempotencyKey key, Instant now) {
    RememberedRequest found = store.get(storeKey(device, key));
    return found == null || isOver(found, now)
        ? null
        : new Remembered(found.getOperationId(), found.getBody());
  }

  void remember(DeviceKey device, IdempotencyKey key, Holder holder) {
    sweep(holder.admittedAt());
    store.put(
        storeKey(device, key),
        new RememberedRequest(holder.operationId(), key.body(), holder.admittedAt()));
  }

  /** Forgets those of a few entries whose time is over, and goes on from there the next time. */
  private void sweep(Instant now) {
    List<String> over = new ArrayList<>();
    try (KeyValueIterator<String, RememberedRequest> entries = store.range(next, null)) {
      for (int seen = 0; seen < SWEPT && entries.hasNext(); seen++) {
        KeyValue<String, RememberedRequest> entry = entries.next();
        if (isOver(entry.value, now)) {
          over.add(entry.key);
        }
      }
      next = entries.hasNext() ? entries.peekNextKey() : null;
    }
    over.forEach(store::delete);
  }

  private boolean isOver(RememberedRequest request, Instant now) {
    return request.getAdmittedAt().plus(retention).isBefore(now);
  }

  private static String storeKey(DeviceKey device, IdempotencyKey key) {
    return device.toString() + '/' + key.key();
  }
}
