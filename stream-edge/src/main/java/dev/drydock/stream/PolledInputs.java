package dev.drydock.stream;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** What one consumer's polls tell of how far its inputs are, and of the brokers' time. */
final class PolledInputs {

  private final ReadProgress progress;
  private final BrokerTimes brokerTimes;

  PolledInputs(ReadProgress progress, SteadyClock clock) {
    this.progress = progress;
    brokerTimes = new BrokerTimes(clock);
  }

  /**
   * Notes what a poll gave.
   *
   * <p>A poll says nothing of a partition that is paused, be it for its task's stores to be
   * restored or for its buffer to empty. It is not even asked for its lag: Kafka's consumer would
   * ask the broker for the end as it is at that time, and still tell the lag by it in the first
   * polls after the pause, before it has fetched anything.
   *
   * @param asked when the consumer was asked
   */
  void polled(
      Consumer<byte[], byte[]> consumer, Instant asked, ConsumerRecords<byte[], byte[]> given) {
    Set<TopicPartition> assigned = consumer.assignment();
    Set<TopicPartition> paused = consumer.paused();
    brokerTimes.retain(assigned);
    for (TopicPartition input : assigned) {
      if (!paused.contains(input)) {
        fetched(input, asked, given.records(input), consumer.currentLag(input));
      }
    }
  }

  private void fetched(
      TopicPartition input,
      Instant asked,
      List<ConsumerRecord<byte[], byte[]>> records,
      OptionalLong lag) {
    boolean atEnd = lag.isPresent() && lag.getAsLong() == 0;
    brokerTimes.fetched(input, asked, records, atEnd);
    progress.fetched(input, asked, last(records), atEnd);
  }

  private static OptionalLong last(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(records.get(records.size() - 1).offset());
  }
}
