package dev.drydock.operation.stream;

import dev.drydock.operation.core.Operation;
import dev.drydock.operation.core.Outage;
import dev.drydock.operation.core.OutageGrace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** The latest outage that a shard has noticed, in a store of its own: it moves with the shard. */
final class Outages {

  /** The store's name. */
  static final String STORE = "outage";

  private static final String SINCE = "since";
  private static final String LAST = "last";

  /** The least that a broker takes: the store is restored from few segments. */
  private static final String SEGMENT_BYTES = Integer.toString(1 << 20);

  private final KeyValueStore<String, Long> store;
  private final OutageGrace grace;
  private final InstantSource clock;

  Outages(KeyValueStore<String, Long> store, OutageGrace grace, InstantSource clock) {
    this.store = store;
    this.grace = grace;
    this.clock = clock;
  }

  /** Returns the store's builder; its cache writes what lasts once for each transaction. */
  static StoreBuilder<KeyValueStore<String, Long>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.Long())
        .withCachingEnabled()
        .withLoggingEnabled(Map.of("segment.bytes", SEGMENT_BYTES));
  }

  /** Notes that a moment is looked at: that of a record, or of a deadline. */
  void look(Instant moment) {
    look(moment, clock.instant());
  }

  /** Returns until when an operation's deadline is put off; nothing when it passes. */
  Optional<Instant> grace(Operation operation, Instant dueAt) {
    Instant now = clock.instant();
    return grace.until(operation, dueAt, now, look(dueAt, now));
  }

  private @Nullable Outage look(Instant moment, Instant now) {
    Outage known = known();
    Outage noticed = grace.noticed(known, moment, now);
    if (noticed != null && !noticed.equals(known)) {
      store.put(SINCE, noticed.since().toEpochMilli());
      store.put(LAST, noticed.last().toEpochMilli());
    }
    return noticed;
  }

  private @Nullable Outage known() {
    Long since = store.get(SINCE);
    Long last = store.get(LAST);
    return since == null || last == null
        ? null
        : new Outage(Instant.ofEpochMilli(since), Instant.ofEpochMilli(last));
  }
}
