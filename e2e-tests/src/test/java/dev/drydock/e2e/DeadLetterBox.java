package dev.drydock.e2e;

import dev.drydock.messages.DeadLetter;
import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes texts where they do not belong, and reads what became of them. For one thread. */
final class DeadLetterBox implements AutoCloseable {

  private static final TopicNames NAMES = new TopicNames("");
  private static final Duration POLL = Duration.ofMillis(200);

  private final Producer<String, String> producer;
  private final Consumer<byte[], byte[]> consumer;
  private final RecordReader reader;
  private final List<DeadLetter> letters = new ArrayList<>();

  DeadLetterBox(Installation drydock) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", drydock.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                drydock.bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    reader =
        new RecordReader(
            NAMES, "e2e-tests", 0, Map.of("schema.registry.url", drydock.registryUrl()));
    List<TopicPartition> partitions =
        consumer.partitionsFor(NAMES.of(Topic.DEAD_LETTERS)).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Writes a text and returns where it stands. */
  RecordMetadata writeText(Topic topic, String key, String text) {
    try {
      return producer.send(new ProducerRecord<>(NAMES.of(topic), key, text)).get();
    } catch (ExecutionException e) {
      throw new AssertionError("Expected Kafka to take the text", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while writing a text", e);
    }
  }

  /** Tells whether a record was given up, after a look at what came in meanwhile. */
  boolean has(RecordMetadata record) {
    for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
      if (reader.read(RawRecord.of(letter)) instanceof Reading.Message message) {
        letters.add((DeadLetter) message.value());
      }
    }
    return letters.stream()
        .anyMatch(
            letter ->
                letter.getTopic().equals(record.topic())
                    && letter.getPartition() == record.partition()
                    && letter.getOffset() == record.offset());
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
    reader.close();
  }
}
