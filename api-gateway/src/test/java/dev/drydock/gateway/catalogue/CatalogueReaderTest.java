package dev.drydock.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.MockKafka;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.kafka.core.ConsumerFactory;

/** What becomes of the catalogue when a consumer fails, with Kafka's own mock of one. */
final class CatalogueReaderTest {

  private static final TopicPartition RELEASES = new TopicPartition("releases", 0);

  private final MockKafka kafka = new MockKafka();
  private final Queue<Supplier<Consumer<byte[], byte[]>>> consumers = new ConcurrentLinkedQueue<>();
  private final List<Long> beginnings = new CopyOnWriteArrayList<>();
  private final CatalogueReader reader =
      new CatalogueReader(
          new OneAfterTheOther(),
          () ->
              new RecordReader(
                  new TopicNames(""), "test", 0, Map.of("schema.registry.url", "mock://unused")),
          kafka.publisher(),
          new TopicNames(""),
          new CatalogueSettings(
              CatalogueSettings.UnknownVersions.REFUSE,
              Duration.ofSeconds(2),
              new VersionOrders(
                  VersionOrder.DOTTED,
                  VersionOrder.DOTTED,
                  VersionOrder.DOTTED,
                  VersionOrder.DOTTED,
                  VersionOrder.DOTTED,
                  VersionOrder.DOTTED)));

  @AfterEach
  void close() {
    reader.stop();
    kafka.close();
  }

  @Test
  void shouldGoOnWhereItWasWhenAConsumerFails() {
    // given
    MockConsumer<byte[], byte[]> first = consumer(2);
    consumers.add(() -> first);
    consumers.add(() -> consumer(3));
    reader.start();
    Awaitility.await("the first has read to its end").until(() -> reader.progress().isAtEnd());

    // when
    first.setPollException(new KafkaException("lost"));

    // then
    Awaitility.await("the second has read").until(() -> reader.progress().position() == 3);
    assertThat(beginnings).containsExactly(0L, 2L);
  }

  @Test
  void shouldGoOnWhenSomethingElseThanKafkaFails() {
    // given
    consumers.add(
        () -> {
          throw new IllegalStateException("no consumer");
        });
    consumers.add(() -> consumer(1));

    // when
    reader.start();

    // then
    Awaitility.await("the second has read").until(() -> reader.progress().isAtEnd());
  }

  @Test
  void shouldBeDownWhenNobodyReadsAnyMore() {
    // given
    CatalogueHealthIndicator health = new CatalogueHealthIndicator(reader);
    consumers.add(() -> consumer(0));
    reader.start();
    Awaitility.await("it is up").until(() -> health.health().getStatus().equals(Status.UP));

    // when
    reader.stop();

    // then
    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
  }

  /** Returns a consumer of a topic with so many withdrawals, which notes where it begins. */
  private MockConsumer<byte[], byte[]> consumer(int records) {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    consumer.updateBeginningOffsets(Map.of(RELEASES, 0L));
    consumer.updateEndOffsets(Map.of(RELEASES, (long) records));
    consumer.schedulePollTask(
        () -> {
          beginnings.add(consumer.position(RELEASES));
          IntStream.range(0, records)
              .mapToObj(CatalogueReaderTest::withdrawal)
              .forEach(consumer::addRecord);
        });
    return consumer;
  }

  private static ConsumerRecord<byte[], byte[]> withdrawal(int offset) {
    byte[] key = ("t/firmware/" + offset).getBytes(StandardCharsets.UTF_8);
    return new ConsumerRecord<>(RELEASES.topic(), RELEASES.partition(), offset, key, null);
  }

  private final class OneAfterTheOther implements ConsumerFactory<byte[], byte[]> {

    @Override
    public Consumer<byte[], byte[]> createConsumer(
        @Nullable String groupId,
        @Nullable String clientIdPrefix,
        @Nullable String clientIdSuffix,
        @Nullable Properties properties) {
      return consumers.remove().get();
    }

    @Override
    public boolean isAutoCommit() {
      return false;
    }
  }
}
