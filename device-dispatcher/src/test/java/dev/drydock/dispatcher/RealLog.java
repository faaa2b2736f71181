package dev.drydock.dispatcher;

import dev.drydock.local.Ports;
import dev.drydock.local.kafka.LocalKafka;
import dev.drydock.local.registry.LocalRegistry;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.OperationStatus;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.MessageSerializer;
import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.SchemaSetup;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import dev.drydock.schemas.TopicSetup;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A real broker and registry in this JVM, with an installation's topics. */
final class RealLog implements AutoCloseable {

  private static final int PARTITIONS = 2;
  private static final int CACHED_SCHEMAS = 100;

  private final TopicNames names = new TopicNames("log.");
  private final Ports ports = Ports.free();
  private final LocalKafka kafka;
  private final SchemaRegistryClient client;
  private final MessageSerializer serializer;
  private final RecordReader reader;
  private final KafkaProducer<String, byte[]> producer;
  private LocalRegistry registry;

  RealLog(Path directory) {
    kafka = LocalKafka.start(directory, ports.kafka(), ports.controller(), Map.of());
    registry = LocalRegistry.start(kafka.bootstrapServers(), ports.registry());
    client = new CachedSchemaRegistryClient(registryUrl(), CACHED_SCHEMAS);
    Map<String, Object> settings = Map.of("schema.registry.url", registryUrl());
    serializer = new MessageSerializer(client);
    serializer.configure(settings, false);
    reader = new RecordReader(names, "test", PARTITIONS, settings, client);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
    try (Admin admin = admin()) {
      TopicSetup.create(admin, names, PARTITIONS, (short) 1);
    }
    SchemaSetup.register(client, names);
  }

  /** Starts the service on it; these settings win over its own. */
  ConfigurableApplicationContext run(Path stateDirectory, String... settings) {
    return SpringApplication.run(
        DeviceDispatcher.class,
        Stream.concat(
                Stream.of(
                    "--server.port=0",
                    "--drydock.kafka.bootstrap-servers=" + bootstrapServers(),
                    "--drydock.kafka.schema-registry-url=" + registryUrl(),
                    "--drydock.kafka.topic-prefix=" + names.prefix(),
                    "--drydock.stream.state-dir=" + stateDirectory),
                Stream.of(settings).map("--"::concat))
            .toArray(String[]::new));
  }

  TopicNames names() {
    return names;
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  String registryUrl() {
    return "http://127.0.0.1:" + ports.registry();
  }

  void stopRegistry() {
    registry.close();
  }

  void startRegistry() {
    registry = LocalRegistry.start(kafka.bootstrapServers(), ports.registry());
  }

  /** Writes a record as its service would, and returns where it stands. */
  RecordMetadata write(SpecificRecord value) {
    return write(value, null);
  }

  /** The same, dated by the writer: a topic may have another opinion. */
  RecordMetadata write(SpecificRecord value, @Nullable Instant at) {
    Topic topic = Topic.of(value.getClass());
    byte[] bytes = serializer.serialize(names.of(topic), value);
    return write(topic, topic.keyOf(value), home(topic.keyOf(value), value), at, bytes);
  }

  /** Writes a device's record in a schema that the registry has just got. */
  RecordMetadata write(Topic topic, String deviceKey, int schemaId, GenericRecord value)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(ByteBuffer.allocate(1 + Integer.BYTES).put((byte) 0).putInt(schemaId).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(value.getSchema()).write(value, encoder);
    encoder.flush();
    int partition = DeviceKey.partitionOf(deviceKey, PARTITIONS);
    return write(topic, deviceKey, partition, null, bytes.toByteArray());
  }

  int register(Topic topic, org.apache.avro.Schema schema) throws IOException, RestClientException {
    return client.register(SchemaSetup.subject(topic, names), new AvroSchema(schema));
  }

  /** Returns the decision that a record caused, once it is committed. */
  Optional<DispatchEvent> decision(RecordMetadata cause) {
    return read(Topic.DISPATCH_EVENTS).stream()
        .map(raw -> (DispatchEvent) ((Reading.Message) reader.read(raw)).value())
        .filter(event -> cause.topic().equals(names.prefix() + event.getCauseTopic()))
        .filter(event -> event.getCausePartition() == cause.partition())
        .filter(event -> event.getCauseOffset() == cause.offset())
        .findFirst();
  }

  /** Returns what stands on a topic of a device's key. */
  List<Reading> readings(Topic topic, String deviceKey) {
    return readings(topic).stream().filter(reading -> key(reading).equals(deviceKey)).toList();
  }

  /** Returns all that stands on a topic. */
  List<Reading> readings(Topic topic) {
    return read(topic).stream().map(reader::read).toList();
  }

  /** Sets who dates the records of a topic; returns before the broker has heard of it. */
  void dateBy(Topic topic, String timestampType) throws Exception {
    AlterConfigOp change =
        new AlterConfigOp(
            new ConfigEntry("message.timestamp.type", timestampType), AlterConfigOp.OpType.SET);
    try (Admin admin = admin()) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, names.of(topic)), List.of(change)))
          .all()
          .get();
    }
  }

  @Override
  public void close() {
    producer.close();
    reader.close();
    registry.close();
    kafka.close();
  }

  private RecordMetadata write(
      Topic topic, String key, int partition, @Nullable Instant at, byte[] value) {
    Long timestamp = at == null ? null : Long.valueOf(at.toEpochMilli());
    Future<RecordMetadata> written =
        producer.send(new ProducerRecord<>(names.of(topic), partition, timestamp, key, value));
    producer.flush();
    try {
      return written.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("Expected the broker to take a record", e);
    }
  }

  private List<RawRecord> read(Topic topic) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", bootstrapServers(), "isolation.level", "read_committed"),
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

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  private static int home(String key, SpecificRecord value) {
    String device =
        value instanceof OperationStatus status
            ? status.getTenantId() + '/' + status.getDeviceId()
            : key;
    return DeviceKey.partitionOf(device, PARTITIONS);
  }

  private static String key(Reading reading) {
    if (reading instanceof Reading.Message message) {
      return message.key();
    }
    return reading instanceof Reading.Tombstone tombstone ? tombstone.key() : "";
  }
}
