package dev.drydock.dispatcher.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.MessageSerializer;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.SchemaSetup;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import dev.drydock.stream.FleetPartitions;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of fetches when a consumer of decisions fails, with Kafka's own mock of one. */
class DecisionFollowerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final TopicNames NAMES = new TopicNames("test.");
  private static final TopicPartition DECISIONS =
      new TopicPartition(NAMES.of(Topic.DISPATCH_EVENTS), 0);
  private static final Map<String, ?> REGISTRY =
      Map.of("schema.registry.url", "mock://the-test-gives-its-client");

  private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
  private final MessageSerializer serializer = new MessageSerializer(registry);

  /** One for each start of the follower. */
  private final Queue<Supplier<Consumer<byte[], byte[]>>> consumers = new ConcurrentLinkedQueue<>();

  private DecisionFollower follower;

  @BeforeEach
  void register() {
    serializer.configure(REGISTRY, false);
    SchemaSetup.register(registry, NAMES);
  }

  @AfterEach
  void close() {
    follower.close();
  }

  static Stream<RuntimeException> failures() {
    return Stream.of(new KafkaException("lost"), new IllegalStateException("a mistake"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void shouldStartOverWhateverItsConsumerFailsWith(RuntimeException failure) {
    // given
    MockConsumer<byte[], byte[]> first = consumer();
    first.schedulePollTask(
        () -> {
          throw failure;
        });
    MockConsumer<byte[], byte[]> second = consumer();
    consumers.add(() -> first);
    consumers.add(() -> second);

    // when
    start();

    // then
    assertThat(follower.isFollowing()).as("before it has started over").isFalse();
    CompletableFuture<Boolean> fetch = new CompletableFuture<>();
    String address = follower.fetches().open(fetch);
    second.schedulePollTask(() -> second.addRecord(delivery(address)));
    assertThat(fetch).succeedsWithin(PATIENCE).isEqualTo(true);
    Awaitility.await().atMost(PATIENCE).until(follower::isFollowing);
  }

  @Test
  void shouldTellThatNobodyFollowsWhenItHasEnded() {
    // given
    consumers.add(DecisionFollowerTest::consumer);
    start();

    // when
    follower.close();

    // then
    assertThat(follower.isFollowing()).isFalse();
  }

  private void start() {
    follower =
        DecisionFollower.start(
            () -> consumers.remove().get(),
            () -> new RecordReader(NAMES, "test", 1, REGISTRY, registry),
            DECISIONS.topic(),
            new FleetPartitions(1));
  }

  private static MockConsumer<byte[], byte[]> consumer() {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("latest");
    consumer.updateEndOffsets(Map.of(DECISIONS, 0L));
    return consumer;
  }

  /** Returns the decision that the fetch at an address may have its update. */
  private ConsumerRecord<byte[], byte[]> delivery(String address) {
    DispatchEvent event =
        DispatchEvent.newBuilder()
            .setTenantId("tenant")
            .setDeviceId("d1")
            .setAt(Instant.EPOCH)
            .setCauseTopic("device-acks")
            .setCausePartition(0)
            .setCauseOffset(0L)
            .setKind(DispatchEventKind.UPDATE_DELIVERED)
            .setDeviceKey("tenant/d1")
            .setOperationId("op-1")
            .build();
    byte[] key = Topic.DISPATCH_EVENTS.keyOf(event).getBytes(StandardCharsets.UTF_8);
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            DECISIONS.topic(), 0, 0, key, serializer.serialize(DECISIONS.topic(), event));
    MessageHeaders.set(record.headers(), MessageHeaders.REPLY_TO, address);
    return record;
  }
}
