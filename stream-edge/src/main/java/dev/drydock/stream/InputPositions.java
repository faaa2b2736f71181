package dev.drydock.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * How far a shard has handled its inputs, in a store of its own: written in the transaction of what
 * came of the records, so that no record is decided about twice, whatever the offsets of the
 * consumer group say (ADR 19).
 *
 * <p>A record of which nothing came changes the store only together with the next one of which
 * something did: until then it may be read again, and nothing comes of it again.
 */
final class InputPositions {

  /** The store's name. */
  static final String STORE = "input-positions";

  /** After so many records of which nothing came, the positions are written all the same. */
  static final int MOST_UNSAVED = 1_000;

  /** The least that a broker takes: the store is restored from few segments. */
  private static final String SEGMENT_BYTES = Integer.toString(1 << 20);

  private final KeyValueStore<String, Position> store;
  private final Map<String, Input> inputs = new HashMap<>();
  private int unsaved;

  InputPositions(KeyValueStore<String, Position> store) {
    this.store = store;
  }

  /**
   * Returns the store's builder. Its cache keeps what is put until the commit: each transaction
   * writes one position of an input, not one for each record.
   */
  static StoreBuilder<KeyValueStore<String, Position>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Position.serde())
        .withCachingEnabled()
        .withLoggingEnabled(Map.of("segment.bytes", SEGMENT_BYTES));
  }

  /**
   * Begins to read an input.
   *
   * @param topicId the topic's id as it is now
   * @param committed the group's offset; null when there is none
   * @param start whose word counts
   */
  Beginning begin(String topic, Uuid topicId, @Nullable Long committed, StartAt start) {
    Position stored = store.get(topic);
    if (stored == null || start == StartAt.GROUP) {
      return follow(topic, topicId, committed);
    }
    if (!stored.topicId().equals(topicId) && stored.next() > 0) {
      return new Beginning.OtherTopic(stored);
    }
    long claimed = Objects.requireNonNullElse(committed, 0L);
    inputs.put(topic, new Input(new Position(topicId, stored.next()), claimed));
    return new Beginning.At(stored.next(), claimed);
  }

  private Beginning follow(String topic, Uuid topicId, @Nullable Long committed) {
    Position position = new Position(topicId, Objects.requireNonNullElse(committed, 0L));
    inputs.put(topic, new Input(position, position.next()));
    store.put(topic, position);
    return new Beginning.AtGroup();
  }

  /** Tells whether a record was handled before. */
  boolean isHandled(String topic, long offset) {
    return offset < input(topic).position.next();
  }

  /** Returns the offset of the first record of an input that is not handled. */
  long next(String topic) {
    return input(topic).position.next();
  }

  /** Tells whether the group's offset had it that a record was handled. */
  boolean isClaimedByGroup(String topic, long offset) {
    return offset < input(topic).committed;
  }

  /**
   * Notes that a record was handled.
   *
   * @param hasEffect whether anything was written or stored because of it
   */
  void handled(String topic, long offset, boolean hasEffect) {
    input(topic).advance(offset + 1);
    unsaved++;
    if (hasEffect || unsaved >= MOST_UNSAVED) {
      save();
    }
  }

  /** Writes all positions that have changed. Whatever changes the shard's state calls it. */
  void save() {
    if (unsaved > 0) {
      inputs.forEach((topic, input) -> input.save(topic, store));
      unsaved = 0;
    }
  }

  /** Returns the inputs' topics. */
  Set<String> topics() {
    return Set.copyOf(inputs.keySet());
  }

  /** Where no consumer has said where it begins: in a test without a broker. */
  private Input input(String topic) {
    Input input = inputs.get(topic);
    if (input == null) {
      Position stored = store.get(topic);
      input = new Input(stored == null ? new Position(Uuid.ZERO_UUID, 0) : stored, 0);
      inputs.put(topic, input);
    }
    return input;
  }

  private static final class Input {
    private final long committed;
    private Position position;
    private boolean isSaved = true;

    Input(Position position, long committed) {
      this.position = position;
      this.committed = committed;
    }

    void advance(long next) {
      position = new Position(position.topicId(), next);
      isSaved = false;
    }

    void save(String topic, KeyValueStore<String, Position> store) {
      if (!isSaved) {
        store.put(topic, position);
        isSaved = true;
      }
    }
  }
}
