package dev.drydock.stream;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;

/**
 * What one consumer's records tell of the brokers' time. Records that a broker stamped when it took
 * them count; the others have their writers' times.
 */
final class BrokerTimes {

  private final SteadyClock clock;

  /** When each partition was last read to its end: what it gives next was written after that. */
  private final Map<TopicPartition, Instant> endReached = new HashMap<>();

  BrokerTimes(SteadyClock clock) {
    this.clock = clock;
  }

  /**
   * Notes what a poll gave of a partition.
   *
   * @param asked when it was asked
   * @param atEnd whether there was nothing further to be given
   */
  void fetched(
      TopicPartition from,
      Instant asked,
      List<ConsumerRecord<byte[], byte[]>> records,
      boolean atEnd) {
    if (!records.isEmpty()) {
      ConsumerRecord<byte[], byte[]> last = records.get(records.size() - 1);
      if (last.timestampType() == TimestampType.LOG_APPEND_TIME && last.timestamp() >= 0) {
        clock.heard(Instant.ofEpochMilli(last.timestamp()), endReached.get(from));
      }
    }
    if (atEnd) {
      endReached.put(from, asked);
    } else if (!records.isEmpty()) {
      endReached.remove(from);
    }
  }

  /** Forgets what it was told of other partitions than these. */
  void retain(Set<TopicPartition> assigned) {
    endReached.keySet().retainAll(assigned);
  }
}
