package dev.drydock.operation;

import dev.drydock.local.kafka.LocalKafka;
import dev.drydock.local.registry.LocalRegistry;
import dev.drydock.messages.DeadLetter;
import dev.drydock.messages.OperationStatus;
import dev.drydock.schemas.MessageSerializer;
import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.SchemaSetup;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import dev.drydock.schemas.TopicSetup;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** A real broker and registry in this JVM, with an installation's topics. */
final class RealLog implements AutoCloseable {

  static final int PARTITIONS = 3;

  private static final int CACHED_SCHEMAS = 100;

  private final TopicNames names = new TopicNames("it.");
  private final LocalKafka kafka;
  private final LocalRegistry registry;
  private final SchemaRegistryClient client;
  private final KafkaProducer<String, SpecificRecord> producer;
  private final RecordReader reader;

  private RealLog(LocalKafka kafka, LocalRegistry registry) {
    this.kafka = kafka;
    this.registry = registry;
    client = new CachedSchemaRegistryClient(registry.url(), CACHED_SCHEMAS);
    Map<String, Object> settings = Map.of("schema.registry.url", registry.url());
    MessageSerializer serializer = new MessageSerializer(client);
    serializer.configure(settings, false);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            serializer);
    reader = new RecordReader(names, "test", PARTITIONS, settings, client);
  }

  static RealLog start(Path directory) {
    List<Integer> ports = freePorts(3);
    LocalKafka kafka = LocalKafka.start(directory, ports.get(0), ports.get(1), Map.of());
    RealLog log = new RealLog(kafka, LocalRegistry.start(kafka.bootstrapServers(), ports.get(2)));
    log.setUp();
    return log;
  }

  TopicNames names() {
    return names;
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  String registryUrl() {
    return registry.url();
  }

  void write(SpecificRecord value) {
    Topic topic = Topic.of(value.getClass());
    producer.send(new ProducerRecord<>(names.of(topic), topic.keyOf(value), value));
    producer.flush();
  }

  /** Writes bytes that weigh little while they are compressed. */
  void writeCompressed(Topic topic, String key, byte[] value) {
    try (var compressing =
        new KafkaProducer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "compression.type",
                "gzip",
                "max.request.size",
                2 * value.length),
            new StringSerializer(),
            new ByteArraySerializer())) {
      compressing.send(new ProducerRecord<>(names.of(topic), key, value));
    }
  }

  /** Returns the committed dead letters. */
  List<DeadLetter> deadLetters() {
    return read(Topic.DEAD_LETTERS).stream()
        .map(raw -> (DeadLetter) ((Reading.Message) reader.read(raw)).value())
        .toList();
  }

  /** Returns a revision of an operation's status, once it is committed. */
  Optional<Written> status(String operationId, int revision) {
    return read(Topic.OPERATION_STATUS).stream()
        .map(this::written)
        .filter(status -> status.key().equals(operationId))
        .filter(status -> status.value().getRevision() == revision)
        .findFirst();
  }

  /** Returns all committed statuses of an operation, oldest first. */
  List<OperationStatus> statuses(String operationId) {
    return read(Topic.OPERATION_STATUS).stream()
        .map(this::written)
        .filter(status -> status.key().equals(operationId))
        .map(Written::value)
        .toList();
  }

  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
  }

  /** Deletes a topic and makes it anew, as empty as the first time. */
  void makeAnew(Topic topic) throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(names.of(topic))).all().get();
      Awaitility.await("the end of " + topic)
          .atMost(Duration.ofSeconds(30))
          .until(() -> !admin.listTopics().names().get().contains(names.of(topic)));
      TopicSetup.create(admin, names, PARTITIONS, (short) 1);
    }
  }

  private List<RawRecord> read(Topic topic) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, PARTITIONS)
              .mapToObj(n -> new TopicPartition(names.of(topic), n))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      List<RawRecord> all = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(r -> all.add(RawRecord.of(r)));
      }
      return all;
    }
  }

  @Override
  public void close() {
    producer.close();
    reader.close();
    registry.close();
    kafka.close();
  }

  private void setUp() {
    try (Admin admin = admin()) {
      TopicSetup.create(admin, names, PARTITIONS, (short) 1);
    }
    SchemaSetup.register(client, names);
  }

  private Written written(RawRecord raw) {
    return new Written(
        raw.partition(),
        new String(raw.key(), StandardCharsets.UTF_8),
        (OperationStatus) ((Reading.Message) reader.read(raw)).value());
  }

  /** All are held until the last is found, so they differ. */
  private static List<Integer> freePorts(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : held) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A status as it stands on the log.
   *
   * @param partition where
   * @param key its key
   * @param value its value
   */
  record Written(int partition, String key, OperationStatus value) {}
}
