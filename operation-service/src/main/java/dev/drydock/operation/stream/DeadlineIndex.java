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

  /** Behind every entry: no time begins with such a byte. */
  private static final Bytes END = Bytes.wrap(new byte[] {-1});

  private final KeyValueStore<Bytes, byte[]> store;

  /**
   * No entry stands before this key. A scan that began at zero would walk over the tombstones of
   * all entries that were removed since RocksDB's last compaction, at every tick. While this key's
   * time has not come, there is no scan at all.
   */
  private Bytes nothingBefore = time(0);

  DeadlineIndex(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  void add(Entry entry) {
    Bytes key = entry.key();
    if (key.compareTo(nothingBefore) < 0) {
      nothingBefore = key;
    }
    store.put(key, NO_VALUE);
  }

  void remove(Entry entry) {
    store.delete(entry.key());
  }

  /** Removes and returns what is due, the earliest first. */
  List<Entry> takeDue(Instant now, int limit) {
    Bytes notDue = time(now.toEpochMilli() + 1);
    if (nothingBefore.compareTo(notDue) >= 0) {
      return List.of();
    }
    List<Entry> due = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries = store.range(nothingBefore, null)) {
      while (due.size() < limit
          && entries.hasNext()
          && entries.peekNextKey().compareTo(notDue) < 0) {
        due.add(Entry.of(entries.next().key));
      }
      nothingBefore = entries.hasNext() ? entries.peekNextKey() : END;
    }
    due.forEach(this::remove);
    return due;
  }

  private static Bytes time(long ms) {
    return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(ms).array());
  }

  /** What an entry is about. Its place in this list is stored. */
  enum Subject {
    /** An operation waits for something, or may be forgotten. */
    OPERATION,
    /** Acks wait for their operation. */
    EARLY_ACKS,
    /** An operation is forgotten here, and its status is to follow. */
    STATUS
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
