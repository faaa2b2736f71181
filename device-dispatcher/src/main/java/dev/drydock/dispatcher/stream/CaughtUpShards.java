package dev.drydock.dispatcher.stream;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which shards of this instance know all that was written before they came here. What a device said
 * to the instance that had its shard before may still stand unread on the log. Thread-safe.
 */
public final class CaughtUpShards {

  private final InstantSource clock;
  private final Map<Integer, Instant> came = new ConcurrentHashMap<>();
  private final Set<Integer> caughtUp = ConcurrentHashMap.newKeySet();

  /** Goes by the clock by which it is told how far inputs are read. */
  public CaughtUpShards(InstantSource clock) {
    this.clock = clock;
  }

  /** Notes that a shard has come to this instance, for the first time or again. */
  void came(int partition) {
    caughtUp.remove(partition);
    came.put(partition, clock.instant());
  }

  /** Notes that a shard leaves: what its store holds until it is back may be anything. */
  void left(int partition) {
    caughtUp.remove(partition);
    came.remove(partition);
  }

  /** Notes that all that was written before a moment has been handled. */
  void readUpTo(int partition, Instant time) {
    Instant since = since(partition);
    if (since != null && !time.isBefore(since)) {
      caughtUp.add(partition);
    }
  }

  /** Tells whether a shard is here and has caught up. */
  boolean contains(int partition) {
    return caughtUp.contains(partition);
  }

  /**
   * No caller is told a time that has not come (ADR 10): after the clock was set back, a shard that
   * came before that would wait for the old time once more. It came before now in any case.
   */
  private @Nullable Instant since(int partition) {
    Instant now = clock.instant();
    return came.computeIfPresent(partition, (shard, since) -> since.isAfter(now) ? now : since);
  }
}
