package dev.drydock.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which offsets of one producer's transactions are worth writing. Kafka Streams commits whenever a
 * timer was looked at, and whenever a marker of a transaction was passed: at rest, hundreds of
 * times a second. A transaction without records says nothing but the offsets, and as the shards
 * keep their own positions (ADR 19), those may follow a little later, or not at all when they are
 * as before.
 */
final class OffsetCommits {

  /** How long offsets that have changed may wait when nothing else is written. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private @Nullable Member member;
  private long committedAt;

  /**
   * Begins with nothing committed.
   *
   * @param nanoTime counts nanoseconds, from anywhere, and never back: {@link System#nanoTime}
   */
  OffsetCommits(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Tells whether offsets are to be written although there is nothing else to write. */
  boolean areDue(Map<TopicPartition, OffsetAndMetadata> offsets, Member by) {
    if (!by.equals(member)) {
      return true;
    }
    boolean areCommitted =
        offsets.entrySet().stream()
            .allMatch(entry -> entry.getValue().equals(committed.get(entry.getKey())));
    return !areCommitted && nanoTime.getAsLong() - committedAt >= LONGEST_WAIT.toNanos();
  }

  /** Notes offsets that were committed. */
  void committed(Map<TopicPartition, OffsetAndMetadata> offsets, Member by) {
    if (!by.equals(member)) {
      committed.clear();
    }
    member = by;
    committed.putAll(offsets);
    committedAt = nanoTime.getAsLong();
  }

  /**
   * Who commits: after a rebalance another may have committed what this one knows nothing of.
   *
   * @param generation counts the rebalances of the group
   * @param id the member's id in the group
   */
  record Member(int generation, String id) {
    static Member of(ConsumerGroupMetadata group) {
      return new Member(group.generationId(), group.memberId());
    }
  }
}
