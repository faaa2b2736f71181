package dev.drydock.e2e;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what is committed on topics, from their beginning to where they end now. */
final class TopicLog {

  private static final Duration POLL = Duration.ofMillis(200);

  private TopicLog() {}

  static List<TopicRecord> read(String bootstrapServers, String registryUrl, List<String> topics) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "isolation.level", "read_committed",
            "schema.registry.url", registryUrl);
    KafkaAvroDeserializer values = new KafkaAvroDeserializer();
    values.configure(settings, false);
    try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), values)) {
      List<TopicPartition> partitions =
          topics.stream()
              .map(consumer::partitionsFor)
              .flatMap(Collection::stream)
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return read(consumer, consumer.endOffsets(partitions));
    }
  }

  private static List<TopicRecord> read(
      KafkaConsumer<String, Object> consumer, Map<TopicPartition, Long> ends) {
    List<TopicRecord> records = new ArrayList<>();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      consumer.poll(POLL).forEach(record -> records.add(topicRecord(record)));
    }
    return List.copyOf(records);
  }

  private static TopicRecord topicRecord(ConsumerRecord<String, Object> record) {
    Header kind = record.headers().lastHeader("drydock-kind");
    return new TopicRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.key(),
        kind == null ? null : new String(kind.value(), StandardCharsets.UTF_8),
        (GenericRecord) record.value());
  }
}
