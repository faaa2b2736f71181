package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.DockInput;
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
 * What the docks of a partition remember of admitted requests, under their idempotency keys and
 * under the ids of their operations, until its time is over by the log's own clock.
 *
 * <p>An id is remembered for as long as its request stands on the log, so that a dock never admits
 * an operation that it has seen end.
 *
 * <p>A window store would forget by itself, but by the latest time it ever saw: a broker whose
 * clock was ahead once would make it drop whatever is put in it until that time has come (ADR 11).
 */
final class RememberedRequests {

  /**
   * How many entries are looked at for each that is added. Going round so leaves no more than a
   * seventh of those whose time is not over.
   */
  static final int SWEPT = 8;

  /** Stands in no device's key, and in no hash. */
  private static final char BEFORE_ID = '\n';

  /** The character after the slash that ends a device's key. */
  private static final char AFTER_SLASH = '/' + 1;

  private final KeyValueStore<String, RememberedRequest> store;
  private final Duration ofKeys;
  private final Duration ofIds;

  /** The store's key at which the next sweep begins; null for the first there is. */
  private @Nullable String next;

  /**
   * Remembers what a store holds.
   *
   * @param ofKeys how long a key is remembered after its request was admitted
   * @param ofIds the same of an operation's id
   */
  RememberedRequests(
      KeyValueStore<String, RememberedRequest> store, Duration ofKeys, Duration ofIds) {
    this.store = store;
    this.ofKeys = ofKeys;
    this.ofIds = ofIds;
  }

  /**
   * Returns what was admitted under a request's key, or else under its operation's id; null when
   * nothing was or its time is over.
   */
  @Nullable Remembered find(DeviceKey device, DockInput.RequestUpdate request, Instant now) {
    IdempotencyKey key = request.key();
    Remembered underKey = key == null ? null : find(storeKey(device, key), now);
    return underKey == null ? find(storeKey(device, request.operationId()), now) : underKey;
  }

  private @Nullable Remembered find(String storeKey, Instant now) {
    RememberedRequest found = store.get(storeKey);
    return found == null || isOver(storeKey, found, now)
        ? null
        : new Remembered(found.getOperationId(), found.getBody());
  }

  void remember(DeviceKey device, @Nullable IdempotencyKey key, String operationId, Instant at) {
    if (key != null) {
      put(storeKey(device, key), new RememberedRequest(operationId, key.body(), at));
    }
    put(storeKey(device, operationId), new RememberedRequest(operationId, "", at));
  }

  private void put(String storeKey, RememberedRequest request) {
    sweep(request.getAdmittedAt());
    store.put(storeKey, request);
  }

  /**
   * Forgets the idempotency keys of a device that is retired: another that gets its id has asked
   * for nothing. Operation ids are never used again, and stay.
   */
  void forget(DeviceKey device) {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, RememberedRequest> entries =
        store.range(device.toString() + '/', device.toString() + AFTER_SLASH)) {
      entries.forEachRemaining(entry -> keys.add(entry.key));
    }
    keys.forEach(store::delete);
  }

  /** Forgets those of a few entries whose time is over, and goes on from there the next time. */
  private void sweep(Instant now) {
    List<String> over = new ArrayList<>();
    try (KeyValueIterator<String, RememberedRequest> entries = store.range(next, null)) {
      for (int seen = 0; seen < SWEPT && entries.hasNext(); seen++) {
        KeyValue<String, RememberedRequest> entry = entries.next();
        if (isOver(entry.key, entry.value, now)) {
          over.add(entry.key);
        }
      }
      next = entries.hasNext() ? entries.peekNextKey() : null;
    }
    over.forEach(store::delete);
  }

  private boolean isOver(String storeKey, RememberedRequest request, Instant now) {
    Duration kept = storeKey.indexOf(BEFORE_ID) < 0 ? ofKeys : ofIds;
    return request.getAdmittedAt().plus(kept).isBefore(now);
  }

  private static String storeKey(DeviceKey device, IdempotencyKey key) {
    return device.toString() + '/' + key.key();
  }

  private static String storeKey(DeviceKey device, String operationId) {
    return device.toString() + BEFORE_ID + operationId;
  }
}
