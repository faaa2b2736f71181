package dev.drydock.local.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The compacted topic in which a registry keeps everything. One writer at a time: opening it fences
 * an earlier opener. Not thread-safe.
 */
final class RegistryTopic implements AutoCloseable {

  static final String NAME = "_schemas";

  private static final TopicPartition PARTITION = new TopicPartition(NAME, 0);
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final KafkaProducer<byte[], byte[]> producer;

  private RegistryTopic(KafkaProducer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /**
   * Opens the topic, which is made when it is not there, and reads it to its end.
   *
   * @param reader is given every change that was ever committed, the oldest first
   * @throws KafkaException when the broker does not answer or refuses
   * @throws IllegalStateException when the topic is not compacted, or holds what cannot be read
   */
  static RegistryTopic open(String bootstrapServers, Consumer<Change> reader) {
    create(bootstrapServers);
    var topic = new RegistryTopic(producer(bootstrapServers));
    try {
      // Fences an older writer first: what is read after that is all there will ever be but ours.
      topic.producer.initTransactions();
      read(bootstrapServers, reader);
      return topic;
    } catch (RuntimeException e) {
      topic.close();
      throw e;
    }
  }

  /**
   * Writes a change; it is durable on return.
   *
   * @throws org.apache.kafka.common.errors.ProducerFencedException when another process has opened
   *     the topic since
   * @throws KafkaException when it may or may not have been written; open the topic again to know
   */
  void append(Change change) {
    producer.beginTransaction();
    producer.send(
        new ProducerRecord<>(NAME, 0, ChangeCodec.key(change), ChangeCodec.value(change)));
    producer.commitTransaction();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }

  private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
    int timeoutMs = (int) TIMEOUT.toMillis();
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "drydock-schema-registry",
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            timeoutMs,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            timeoutMs / 3,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            timeoutMs,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            4 * 1024 * 1024),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static void read(String bootstrapServers, Consumer<Change> reader) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) TIMEOUT.toMillis());
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
      long deadline = System.nanoTime() + TIMEOUT.toNanos();
      while (consumer.position(PARTITION) < end) {
        if (System.nanoTime() > deadline) {
          throw timedOut(
              "Expected to read \"" + NAME + "\" to offset " + end + " in time but could not");
        }
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> ChangeCodec.read(record.key(), record.value()).ifPresent(reader));
      }
    }
  }

  private static void create(String bootstrapServers) {
    try (var admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      var wanted =
          new NewTopic(NAME, 1, (short) 1)
              .configs(
                  Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
      await(admin.createTopics(Set.of(wanted)).all());
    } catch (TopicExistsException e) {
      // made by an earlier start
    }
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException k ? k : new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw timedOut("Expected an answer of the broker but there was none");
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static KafkaException timedOut(String message) {
    return new org.apache.kafka.common.errors.TimeoutException(message);
  }
}
