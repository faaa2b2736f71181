package dev.drydock.cli.watch;

import dev.drydock.kit.cluster.Cluster;
import dev.drydock.kit.terminal.CommandFailure;
import dev.drydock.messages.OperationStatus;
import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads operation-status beside everybody else, without a consumer group. Not thread-safe. */
final class StatusFollower implements AutoCloseable {

  private static final Duration WAIT = Duration.ofMillis(200);

  private final RecordReader reader;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /**
   * Starts at the topic's beginning, or at its end.
   *
   * @throws CommandFailure when there is no such topic
   */
  StatusFollower(Cluster cluster, boolean fromBeginning) {
    this.reader = cluster.reader("watch");
    this.consumer =
        new KafkaConsumer<>(
            cluster.kafkaSettings(
                Map.of(
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = partitions(cluster.names().of(Topic.OPERATION_STATUS));
    consumer.assign(partitions);
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
      // seekToEnd is lazy: without this the end would be that of the first poll
      partitions.forEach(consumer::position);
    }
  }

  /** Waits a little for changes; what is no operation's status is left out. */
  List<OperationStatus> next() {
    List<OperationStatus> found = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
      if (reader.read(RawRecord.of(record)) instanceof Reading.Message message) {
        found.add((OperationStatus) message.value());
      }
    }
    return found;
  }

  @Override
  public void close() {
    consumer.close();
    reader.close();
  }

  private List<TopicPartition> partitions(String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      close();
      throw new CommandFailure(
          "Expected the topic \""
              + topic
              + "\", but there is none; create the topics with `drydock topics`");
    }
    return partitions;
  }
}
