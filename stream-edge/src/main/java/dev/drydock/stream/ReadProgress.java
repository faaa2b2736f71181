package dev.drydock.stream;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far shards have read their inputs: told by the consumers that fetch ({@link ReadingClients})
 * and the processors that handle, asked by all that must not overtake the log. Each stream thread
 * has its own part: it fetches, handles and asks for the shards that it has, and for no others.
 */
public final class ReadProgress {

  /** The key under which Kafka Streams' settings hold this object. */
  public static final String CONFIG = "drydock.read.progress";

  private final InstantSource clock;
  private final ThreadLocal<Map<Integer, OfShard>> shards = ThreadLocal.withInitial(HashMap::new);

  /** Goes by the clock that tells the consumers when they ask. */
  public ReadProgress(InstantSource clock) {
    this.clock = clock;
  }

  /** Begins to follow a shard. Kafka Streams fetches for a task only after it was initialized. */
  OfShard begin(int partition) {
    OfShard shard = new OfShard(clock);
    shards.get().put(partition, shard);
    return shard;
  }

  /**
   * Notes what a consumer was given of one of its partitions.
   *
   * @param asked when it asked
   * @param last offset of the last record that it was given; nothing when there was none
   * @param atEnd whether there was nothing further to be given
   */
  void fetched(TopicPartition from, Instant asked, OptionalLong last, boolean atEnd) {
    OfShard shard = shards.get().get(from.partition());
    if (shard != null) {
      shard.input(from.topic()).fetched(asked, last, atEnd);
    }
  }

  /**
   * Notes that an input is not read any more: no time comes while it is not known what it holds.
   */
  void unread(TopicPartition input) {
    OfShard shard = shards.get().get(input.partition());
    if (shard != null) {
      shard.inputs.put(input.topic(), new Input());
    }
  }

  /** The inputs of one shard. */
  static final class OfShard {
    private final InstantSource clock;
    private final Map<String, Input> inputs = new HashMap<>();

    OfShard(InstantSource clock) {
      this.clock = clock;
    }

    /** Notes that a record was handled. */
    void handled(String topicName, long offset, Instant at) {
      input(topicName).handled(offset, at);
    }

    /**
     * Returns a time that has come: all that was written to the inputs before it has been handled.
     * Nothing while that cannot be told.
     */
    Optional<Instant> upTo() {
      return upTo(null);
    }

    /** As {@link #upTo()}, of the inputs but one. */
    Optional<Instant> upToWithout(String topicName) {
      return upTo(topicName);
    }

    private Optional<Instant> upTo(@Nullable String butFor) {
      Instant now = clock.instant();
      return read(butFor).map(read -> read.isAfter(now) ? now : read);
    }

    private Optional<Instant> read(@Nullable String butFor) {
      Instant earliest = null;
      for (Map.Entry<String, Input> input : inputs.entrySet()) {
        if (input.getKey().equals(butFor)) {
          continue;
        }
        Instant upTo = input.getValue().upTo();
        if (upTo == null) {
          return Optional.empty();
        }
        earliest = earliest == null || upTo.isBefore(earliest) ? upTo : earliest;
      }
      return Optional.ofNullable(earliest);
    }

    private Input input(String topicName) {
      return inputs.computeIfAbsent(topicName, name -> new Input());
    }
  }

  private static final class Input {
    private static final long NONE = -1;

    private long lastFetched = NONE;
    private long lastHandled = NONE;
    private @Nullable Instant lastAsked;
    private @Nullable Instant endReached;
    private @Nullable Instant upTo;

    void fetched(Instant asked, OptionalLong last, boolean atEnd) {
      settle();
      if (lastAsked != null && asked.isBefore(lastAsked.minus(SteadyClock.JUMP))) {
        // the clock was set back: what was reached by it before means nothing now
        upTo = null;
      }
      lastAsked = asked;
      lastFetched = last.orElse(lastFetched);
      endReached = atEnd ? asked : null;
    }

    /** Far behind the end, the records' own times tell how far it is. */
    void handled(long offset, Instant at) {
      lastHandled = offset;
      advance(at);
    }

    @Nullable Instant upTo() {
      settle();
      return upTo;
    }

    /** Once all is handled that was there when the end was reached, it is as good as that time. */
    private void settle() {
      if (endReached != null && lastHandled >= lastFetched) {
        advance(endReached);
      }
    }

    private void advance(Instant to) {
      upTo = upTo == null || to.isAfter(upTo) ? to : upTo;
    }
  }
}
