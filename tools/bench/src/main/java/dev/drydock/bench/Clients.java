package dev.drydock.bench;

import dev.drydock.kit.cluster.Cluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka clients for measuring the broker alone: bytes, no group. */
final class Clients {

  private final Cluster cluster;

  Clients(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Returns an idempotent producer with acks=all, with these settings besides. */
  KafkaProducer<byte[], byte[]> producer(Map<String, Object> besides) {
    Map<String, Object> settings = new HashMap<>(besides);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return new KafkaProducer<>(
        cluster.kafkaSettings(settings), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Returns a consumer that stands at the beginning of a topic. */
  KafkaConsumer<byte[], byte[]> consumer(String topic, int partitions, String isolationLevel) {
    var consumer =
        new KafkaConsumer<>(
            cluster.kafkaSettings(
                Map.of(
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    isolationLevel,
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    5_000)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
    all.forEach(consumer::position);
    return consumer;
  }
}
