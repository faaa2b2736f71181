package dev.drydock.operation.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What is due when, in the order of time.
 *
 * <p>A key is the due time in milliseconds (8 bytes, big-endian, never negative), the subject (1
 * byte) and the operation's id in UTF-8; values are empty.
 */
final class DeadlineIndex {

  private static final byte[] NO_VALUE = {};

  private final KeyValueStore<Bytes, byte[]> store;

  /**
   * No entry is due before this time. A scan that began at zero would walk over the tombstones of
   * all entries that came due since RocksDB's last compaction, at every tick.
   */
  private long nothingBeforeMs;

  DeadlineIndex(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  void add(Entry entry) {
    nothingBeforeMs = Math.min(nothingBeforeMs, entry.dueAt().toEpochMilli());
    store.put(entry.key(), NO_VALUE);
  }

  void remove(Entry entry) {
    store.delete(entry.key());
  }

  /** Removes and returns what is due, the earliest first. */
  List<Entry> takeDue(Instant now, int limit) {
    List<Entry> due = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries =
        store.range(time(nothingBeforeMs), time(now.toEpochMilli() + 1))) {
      while (due.size() < limit && entries.hasNext()) {
        due.add(Entry.of(entries.next().key));
      }
    }
    due.forEach(this::remove);
    if (due.size() < limit) {
      nothingBeforeMs = now.toEpochMilli();
    }
    return due;
  }

  private static Bytes time(long ms) {
    return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(ms).array());
  }

  /** What an entry is about. Its place in this list is stored. */
  enum Subject {
    OPERATION,
    EARLY_ACKS
  }

  /**
   * One entry.
   *
   * @param dueAt when it is due, not before 1970
   * @param subject what it is about
   * @param operationId whose
   */
  record Entry(Instant dueAt, Subject subject, String operationId) {

    private static final Subject[] SUBJECTS = Subject.values();

    static Entry of(Bytes key) {
      ByteBuffer bytes = ByteBuffer.wrap(key.get());
      return new Entry(
          Instant.ofEpochMilli(bytes.getLong()),
          SUBJECTS[bytes.get()],
          StandardCharsets.UTF_8.decode(bytes).toString());
    }

    Bytes key() {
      byte[] id = operationId.getBytes(StandardCharsets.UTF_8);
      return Bytes.wrap(
          ByteBuffer.allocate(Long.BYTES + 1 + id.length)
              .putLong(dueAt.toEpochMilli())
              .put((byte) subject.ordinal())
              .put(id)
              .array());
    }
  }
}
