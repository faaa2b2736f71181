package dev.drydock.stream;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/** The clients of Kafka Streams, of which those that fetch inputs say how far they are. */
public final class ReadingClients implements KafkaClientSupplier {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final ReadProgress progress;
  private final SteadyClock clock;
  private final ThreadClients threads;
  private volatile @Nullable Admin admin;

  /**
   * Tells of what is fetched, and the clock of the brokers' time.
   *
   * @param threads is told which thread has which clients
   */
  public ReadingClients(ReadProgress progress, SteadyClock clock, ThreadClients threads) {
    this.progress = progress;
    this.clock = clock;
    this.threads = threads;
  }

  /** Kafka Streams has one for all its threads, and closes it when they have ended. */
  @Override
  public Admin getAdmin(Map<String, Object> config) {
    Admin created = Admin.create(config);
    admin = created;
    return created;
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new OutputProducer(config, threads);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new InputConsumer(config, progress, clock, threads, this::topicIds);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return plainConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return plainConsumer(config);
  }

  private static Consumer<byte[], byte[]> plainConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Map<String, Uuid> topicIds(Set<String> names) {
    Admin asked = Objects.requireNonNull(admin, "Kafka Streams makes it before its threads");
    try {
      return asked
          .describeTopics(names)
          .allTopicNames()
          .get(TIMEOUT.toSeconds(), SECONDS)
          .entrySet()
          .stream()
          .collect(Collectors.toMap(Map.Entry::getKey, topic -> topic.getValue().topicId()));
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException(
          "Expected the brokers to describe " + names + ", but they did not", e);
    }
  }
}
