package dev.drydock.bench;

import dev.drydock.kit.cluster.Cluster;
import dev.drydock.messages.OperationState;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads from operation-status, committed records only, which operations have become final. It tells
 * by key and header alone, for decoding every state would cost the machine under test more than the
 * reading does. One thread at a time.
 */
final class FinalStatusFeed implements AutoCloseable {

  private static final Set<String> FINAL =
      Set.of(OperationState.SUCCESSFUL, OperationState.FAILED, OperationState.CANCELLED);
  private static final Duration WAIT = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;

  /** Stands at the topic's end when it returns. */
  FinalStatusFeed(Cluster cluster) {
    consumer =
        new KafkaConsumer<>(
            cluster.kafkaSettings(
                Map.of(
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false,
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    5_000)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    String topic = cluster.names().of(Topic.OPERATION_STATUS);
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // seekToEnd is lazy
    partitions.forEach(consumer::position);
  }

  /** Passes on what becomes final until it is told to stop. */
  void follow(Consumer<FinalStatus> out, BooleanSupplier stopped) {
    while (!stopped.getAsBoolean()) {
      var records = consumer.poll(WAIT);
      long now = System.nanoTime();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        String kind = MessageHeaders.text(record.headers(), MessageHeaders.KIND);
        if (kind != null && FINAL.contains(kind) && record.key() != null) {
          out.accept(new FinalStatus(new String(record.key(), StandardCharsets.UTF_8), kind, now));
        }
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
