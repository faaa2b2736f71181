package dev.drydock.operation.stream;

import dev.drydock.messages.DeadLetter;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.OperationStatus;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.MessageSerializer;
import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.SchemaSetup;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import dev.drydock.stream.RocksDbMemory;
import dev.drydock.stream.ShardFactory;
import dev.drydock.stream.ShardTopology;
import dev.drydock.stream.SteadyClock;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The real topology, stores and serdes, driven without a broker: time is what passes here, and the
 * machine's clock may jump.
 */
final class OperationLog implements AutoCloseable {

  static final TimerSettings TIMERS =
      new TimerSettings(
          Duration.ofMillis(200),
          Duration.ofHours(1),
          3,
          Duration.ofSeconds(60),
          Duration.ofDays(30),
          Duration.ofDays(40),
          Duration.ofMinutes(1),
          Duration.ZERO);
  static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private static final List<Topic> INPUTS = List.of(Topic.DISPATCH_EVENTS, Topic.DEVICE_ACKS);

  private final TopicNames names = new TopicNames("test.");
  private final String scope = UUID.randomUUID().toString();
  private final Map<String, String> registry = Map.of("schema.registry.url", "mock://" + scope);
  private final MessageSerializer serializer = new MessageSerializer();
  private final RecordReader reader;
  private final TopologyTestDriver driver;
  private final List<OperationStatus> statuses = new ArrayList<>();
  private final List<TestRecord<byte[], byte[]>> tombstones = new ArrayList<>();

  private final SteadyClock clock;

  private Instant now;
  private Duration jumped = Duration.ZERO;
  private Instant ticked;

  /** Keeps the stores in a directory that the test removes. */
  OperationLog(Path stateDirectory) {
    this(stateDirectory, Messages.NOON);
  }

  /** Begins at a time. */
  OperationLog(Path stateDirectory, Instant begin) {
    this(stateDirectory, begin, clock -> new OperationShards(TIMERS, clock));
  }

  /** Has shards of another kind. */
  OperationLog(Path stateDirectory, Instant begin, Function<InstantSource, ShardFactory> shards) {
    now = begin;
    ticked = begin;
    clock =
        new SteadyClock(
            () -> now.plus(jumped), () -> Duration.between(Messages.NOON, now).toNanos());
    SchemaSetup.register(MockSchemaRegistry.getClientForScope(scope), names);
    serializer.configure(registry, false);
    reader = new RecordReader(names, "test", 1, registry);
    StreamsBuilder builder = new StreamsBuilder();
    new ShardTopology(
            names,
            "operation-service",
            () -> new RecordReader(names, "operation-service", 1, registry),
            serializer)
        .build(
            builder.stream(
                INPUTS.stream().map(names::of).toList(),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())),
            shards.apply(clock),
            OperationShards.skipped(names));
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "operations-" + scope);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbMemory.class);
    driver = new TopologyTestDriver(builder.build(), settings, now);
  }

  Instant now() {
    return now;
  }

  /** Lets time pass, and then the shard look at its timers once. */
  void pass(Duration time) {
    passUnnoticed(time);
    Instant seen = clock.instant();
    driver.advanceWallClockTime(Duration.between(ticked, seen));
    ticked = seen;
  }

  /** Lets the machine's clock jump while no time passes. */
  void jump(Duration by) {
    jumped = jumped.plus(by);
  }

  /** Lets time pass while the shard does not get to look at its timers. */
  void passUnnoticed(Duration time) {
    now = now.plus(time);
  }

  /** Lets the shard look at its timers once more. */
  void tick() {
    pass(TIMERS.tickInterval());
  }

  void write(DispatchEvent event) {
    writeAt(event, now);
  }

  void write(DeviceAck ack) {
    writeAt(ack, now);
  }

  void writeAt(SpecificRecord value, Instant at) {
    Topic topic = Topic.of(value.getClass());
    RecordHeaders headers = new RecordHeaders();
    MessageHeaders.set(headers, MessageHeaders.TRACEPARENT, TRACE);
    byte[] bytes = serializer.serialize(names.of(topic), headers, value);
    pipe(topic, topic.keyOf(value), bytes, headers, at);
  }

  /** A record of a writer that knows nothing of Drydock's headers. */
  void writeBare(SpecificRecord value) {
    Topic topic = Topic.of(value.getClass());
    byte[] bytes = serializer.serialize(names.of(topic), value);
    pipe(topic, topic.keyOf(value), bytes, new RecordHeaders(), now);
  }

  /** A record of a writer that sets a header of its own choice. */
  void writeUnder(String header, String text, SpecificRecord value) {
    Topic topic = Topic.of(value.getClass());
    byte[] bytes = serializer.serialize(names.of(topic), value);
    RecordHeaders headers = new RecordHeaders();
    MessageHeaders.set(headers, header, text);
    pipe(topic, topic.keyOf(value), bytes, headers, now);
  }

  void textAt(Topic topic, String value, Instant at) {
    pipe(topic, "tenant/d1", value.getBytes(StandardCharsets.UTF_8), new RecordHeaders(), at);
  }

  void text(Topic topic, String key, String value) {
    pipe(topic, key, value.getBytes(StandardCharsets.UTF_8), new RecordHeaders(), now);
  }

  byte[] bytes(SpecificRecord value) {
    return serializer.serialize(names.of(Topic.of(value.getClass())), value);
  }

  /** All statuses so far. */
  List<OperationStatus> statuses() {
    rawStatuses()
        .forEach(
            record -> {
              if (record.getValue() == null) {
                tombstones.add(record);
              } else {
                statuses.add(OperationStatus.class.cast(read(Topic.OPERATION_STATUS, record)));
              }
            });
    return List.copyOf(statuses);
  }

  /** All removals of statuses so far. */
  List<TestRecord<byte[], byte[]>> tombstones() {
    statuses();
    return List.copyOf(tombstones);
  }

  OperationStatus lastStatus() {
    List<OperationStatus> all = statuses();
    return all.get(all.size() - 1);
  }

  List<TestRecord<byte[], byte[]>> rawStatuses() {
    return raw(Topic.OPERATION_STATUS);
  }

  /** The dead letters since the last call. */
  List<DeadLetter> deadLetters() {
    return rawDeadLetters().stream()
        .map(record -> DeadLetter.class.cast(read(Topic.DEAD_LETTERS, record)))
        .toList();
  }

  List<TestRecord<byte[], byte[]>> rawDeadLetters() {
    return raw(Topic.DEAD_LETTERS);
  }

  <K, V> KeyValueStore<K, V> store(String name) {
    return driver.getKeyValueStore(name);
  }

  /** Drops what the stores wrote to their changelogs, which would fill the memory. */
  void dropChangelogs() {
    driver.advanceWallClockTime(Duration.ZERO);
    for (String name : List.of(OperationShards.OPERATIONS, OperationShards.DEADLINES)) {
      driver
          .createOutputTopic(
              "operations-" + scope + '-' + name + "-changelog",
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer())
          .readRecordsToList();
    }
  }

  List<DeadlineIndex.Entry> index() {
    KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(OperationShards.DEADLINES);
    return keys(store).stream().map(DeadlineIndex.Entry::of).toList();
  }

  int size(String store) {
    return keys(driver.<Object, Object>getKeyValueStore(store)).size();
  }

  /** Takes over what another log's stores hold, as a shard does that moved here. */
  void restoreFrom(OperationLog other) {
    for (String name :
        List.of(
            OperationShards.OPERATIONS,
            OperationShards.DEADLINES,
            OperationShards.PARKED,
            Outages.STORE)) {
      KeyValueStore<Object, Object> from = other.driver.getKeyValueStore(name);
      KeyValueStore<Object, Object> to = driver.getKeyValueStore(name);
      try (KeyValueIterator<Object, Object> all = from.all()) {
        all.forEachRemaining(entry -> to.put(entry.key, entry.value));
      }
    }
  }

  @Override
  public void close() {
    driver.close();
    reader.close();
    MockSchemaRegistry.dropScope(scope);
  }

  private SpecificRecord read(Topic topic, TestRecord<byte[], byte[]> record) {
    RawRecord raw =
        new RawRecord(
            names.of(topic), 0, 0, record.timestamp(), record.getKey(), record.getValue());
    return ((Reading.Message) reader.read(raw)).value();
  }

  private List<TestRecord<byte[], byte[]>> raw(Topic topic) {
    return driver
        .createOutputTopic(
            names.of(topic), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  private void pipe(Topic topic, String key, byte[] value, RecordHeaders headers, Instant at) {
    driver
        .createInputTopic(names.of(topic), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(key.getBytes(StandardCharsets.UTF_8), value, headers, at));
  }

  private static <K, V> List<K> keys(KeyValueStore<K, V> store) {
    List<K> keys = new ArrayList<>();
    try (KeyValueIterator<K, V> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<K, V> next = all.next();
        keys.add(next.key);
      }
    }
    return keys;
  }
}
