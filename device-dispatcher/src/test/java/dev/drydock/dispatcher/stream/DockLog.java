package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.state.DockState;
import dev.drydock.messages.Actor;
import dev.drydock.messages.Artifact;
import dev.drydock.messages.CancelOperation;
import dev.drydock.messages.Deadlines;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceChannel;
import dev.drydock.messages.DeviceDescription;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.Idempotency;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import dev.drydock.messages.RegisterDevice;
import dev.drydock.messages.ReleaseContent;
import dev.drydock.messages.RequestAttributes;
import dev.drydock.messages.RequestUpdate;
import dev.drydock.messages.RetireDevice;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.MessageSerializer;
import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.SchemaSetup;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import dev.drydock.stream.FleetPartitions;
import dev.drydock.stream.ShardTopology;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The real topology and serdes, driven without a broker. */
final class DockLog implements AutoCloseable {

  static final List<Topic> INPUTS =
      List.of(Topic.UPDATE_COMMANDS, Topic.DEVICE_ACKS, Topic.OPERATION_STATUS);

  static final Duration RETENTION = Duration.ofHours(24);

  static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private static final String TENANT = "tenant";
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Actor CALLER = new Actor("app", "App", null, null, null);
  private static final Map<String, ?> REGISTRY =
      Map.of("schema.registry.url", "mock://dock-log-is-given-its-client");

  static final int FIRST_NUMBER = 1001;

  private final TopicNames names = new TopicNames("test.");
  private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
  private final MessageSerializer serializer = new MessageSerializer(registry);
  private final RecordReader reader = new RecordReader(names, "test", 1, REGISTRY, registry);
  private final PendingAcks pendingAcks = new PendingAcks(new FleetPartitions(1));
  private final List<DispatchEvent> events = new ArrayList<>();
  private final TopologyTestDriver driver;
  private Instant now = NOON;

  DockLog(Path stateDir) {
    this(stateDir, false);
  }

  /** May have docks that ask devices to describe themselves after each success. */
  DockLog(Path stateDir, boolean asksAfterSuccess) {
    serializer.configure(REGISTRY, false);
    SchemaSetup.register(registry, names);
    StreamsBuilder builder = new StreamsBuilder();
    new ShardTopology(
            names,
            "device-dispatcher",
            () -> new RecordReader(names, "device-dispatcher", 1, REGISTRY, registry),
            serializer)
        .build(
            builder.stream(
                INPUTS.stream().map(names::of).toList(),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())),
            new DockShards(
                RETENTION,
                new CaughtUpShards(() -> NOON),
                pendingAcks,
                FIRST_NUMBER,
                asksAfterSuccess),
            DockShards.skipped(names));
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "dock-" + UUID.randomUUID());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    driver = new TopologyTestDriver(builder.build(), settings, NOON);
  }

  /** Records are dated later from here on. */
  void advance(Duration time) {
    now = now.plus(time);
  }

  void register(String device) {
    register(TENANT, device);
  }

  void register(String tenant, String device) {
    register(tenant, device, Map.of());
  }

  void register(String tenant, String device, Map<String, String> runs) {
    register(tenant, device, DeviceChannel.BRIDGE, runs);
  }

  void register(String tenant, String device, String channel, Map<String, String> runs) {
    DeviceDescription description =
        DeviceDescription.newBuilder().setDeviceType("teamsRoom").setChannel(channel).build();
    UpdateCommand command =
        command(tenant, device)
            .setRegisterDevice(new RegisterDevice(description, runs, List.of(), true, null))
            .build();
    write(Topic.UPDATE_COMMANDS, tenant + "/" + device, command);
  }

  /** Registers a device that comes for its updates itself. */
  void registerDdi(String device) {
    register(TENANT, device, DeviceChannel.DDI, Map.of());
  }

  void cancel(String device, String operationId, boolean force) {
    UpdateCommand command =
        command(TENANT, device).setCancelOperation(new CancelOperation(operationId, force)).build();
    write(Topic.UPDATE_COMMANDS, TENANT + "/" + device, command);
  }

  /** A caller edits a device, or registers it. */
  void edit(String device, RegisterDevice edit) {
    UpdateCommand command = command(TENANT, device).setRegisterDevice(edit).build();
    write(Topic.UPDATE_COMMANDS, TENANT + "/" + device, command);
  }

  void retire(String device) {
    UpdateCommand command = command(TENANT, device).setRetireDevice(new RetireDevice(null)).build();
    write(Topic.UPDATE_COMMANDS, TENANT + "/" + device, command);
  }

  void request(String device, String operationId) {
    requestKeyed(TENANT + "/" + device, device, operationId);
  }

  /** A request on a record whose key may be wrong. */
  void requestKeyed(String recordKey, String device, String operationId) {
    request(recordKey, device, update(operationId).build());
  }

  /** A request for what is in the catalogue with an artifact. */
  void request(String device, String operationId, Artifact artifact) {
    request(
        device, operationId, ReleaseContent.newBuilder().setArtifacts(List.of(artifact)), "forced");
  }

  /** A request for what is in the catalogue. */
  void request(String device, String operationId, ReleaseContent.Builder content, String mode) {
    request(
        TENANT + "/" + device,
        device,
        update(operationId).setContent(content.build()).setMode(mode).build());
  }

  /** A request on terms. */
  void request(String device, String operationId, UnaryOperator<RequestUpdate.Builder> terms) {
    request(TENANT + "/" + device, device, terms.apply(update(operationId)).build());
  }

  void requestAttributes(String device) {
    write(
        Topic.UPDATE_COMMANDS,
        TENANT + "/" + device,
        command(TENANT, device).setRequestAttributes(new RequestAttributes()).build());
  }

  /** A request that the caller may repeat. */
  void request(String device, String operationId, Idempotency idempotency) {
    RequestUpdate request = update(operationId).setIdempotency(idempotency).build();
    request(TENANT + "/" + device, device, request);
  }

  private void request(String recordKey, String device, RequestUpdate request) {
    write(
        Topic.UPDATE_COMMANDS,
        recordKey,
        command(TENANT, device).setRequestUpdate(request).build());
  }

  private static RequestUpdate.Builder update(String operationId) {
    return RequestUpdate.newBuilder()
        .setOperationId(operationId)
        .setSoftwareType("teamsClient")
        .setSoftwareVersion("1.0.96.22")
        .setDeadlines(new Deadlines(1000L, 1000L, 1000L, 1000L));
  }

  void emptyCommand(String device) {
    write(Topic.UPDATE_COMMANDS, TENANT + "/" + device, command(TENANT, device).build());
  }

  void ack(String device, String operationId, String kind) {
    write(Topic.DEVICE_ACKS, TENANT + "/" + device, deviceAck(device, operationId, kind));
  }

  void hello(String device, Map<String, String> runs, Map<String, String> attributes) {
    hello(device, hello -> hello.setSoftwareVersions(runs).setAttributes(attributes));
  }

  /** A hello that tells what becomes of the attributes of the one before. */
  void hello(String device, String mode, Map<String, String> attributes) {
    hello(device, hello -> hello.setAttributesMode(mode).setAttributes(attributes));
  }

  /** A hello of a device that comes itself, or of a bridge that makes it known. */
  void introduce(
      String device, String channel, Map<String, String> runs, Map<String, String> attributes) {
    hello(
        device,
        hello -> hello.setSoftwareVersions(runs).setAttributes(attributes).setChannel(channel));
  }

  private void hello(String device, UnaryOperator<DeviceAck.Builder> words) {
    DeviceAck hello =
        words.apply(DeviceAck.newBuilder(deviceAck(device, "", DeviceAckKind.HELLO))).build();
    write(Topic.DEVICE_ACKS, TENANT + "/" + device, hello);
  }

  /** An ack of a writer that sets headers of its own choice. */
  void ackUnder(RecordHeaders headers, String device, String operationId, String kind) {
    byte[] value =
        serializer.serialize(names.of(Topic.DEVICE_ACKS), deviceAck(device, operationId, kind));
    pipe(Topic.DEVICE_ACKS, TENANT + "/" + device, value, headers);
  }

  /** Notes a word of a device as the edge does, which stands at an offset that is never read. */
  void say(String device, String operationId, String kind) {
    pendingAcks
        .begun(deviceAck(device, operationId, kind))
        .ifPresent(word -> pendingAcks.written(word, 0, Integer.MAX_VALUE));
  }

  /** Returns what a device has said through the edge and its dock has not heard. */
  List<PendingAcks.PendingAck> pendingAcks(String device) {
    return pendingAcks.of(TENANT + "/" + device);
  }

  private static DeviceAck deviceAck(String device, String operationId, String kind) {
    return DeviceAck.newBuilder()
        .setTenantId(TENANT)
        .setDeviceId(device)
        .setOperationId(operationId)
        .setKind(kind)
        .setAt(NOON)
        .build();
  }

  void status(String device, String operationId, String state) {
    status(device, operationId, state, "1.0.96.22");
  }

  void status(String device, String operationId, String state, String version) {
    status(device, operationId, state, version, null);
  }

  /** The state of an operation that had failed, and whose device said later that it succeeded. */
  void lateSuccess(String device, String operationId, String version) {
    write(
        Topic.OPERATION_STATUS,
        operationId,
        ended(device, operationId, OperationState.FAILED, version, NOON)
            .setLateResult(DeviceAckKind.SUCCEEDED)
            .setLateResultAt(NOON)
            .build());
  }

  /** The state of an operation of which the device last said something at a time. */
  void status(
      String device,
      String operationId,
      String state,
      String version,
      @Nullable Instant lastHeardAt) {
    write(
        Topic.OPERATION_STATUS,
        operationId,
        ended(device, operationId, state, version, lastHeardAt).build());
  }

  private static OperationStatus.Builder ended(
      String device,
      String operationId,
      String state,
      String version,
      @Nullable Instant lastHeardAt) {
    return OperationStatus.newBuilder()
        .setOperationId(operationId)
        .setTenantId(TENANT)
        .setDeviceId(device)
        .setRevision(2)
        .setState(state)
        .setSoftwareType("teamsClient")
        .setSoftwareVersion(version)
        .setCreatedAt(NOON)
        .setLastActionAt(NOON)
        .setCreatedByApplicationId("app")
        .setLastActionByDeviceId(device)
        .setDeliveryDeadlineMs(86_400_000)
        .setStartDeadlineMs(3_600_000)
        .setProgressDeadlineMs(3_600_000)
        .setCancelDeadlineMs(600_000)
        .setCauseTopic("device-acks")
        .setCausePartition(0)
        .setCauseOffset(0L)
        .setLastHeardAt(lastHeardAt);
  }

  /** What stands where an operation's state stood before its time of retention was over. */
  void tombstone(String operationId) {
    pipe(Topic.OPERATION_STATUS, operationId, null, new RecordHeaders());
  }

  Instant now() {
    return now;
  }

  void text(Topic topic, String key, String value) {
    pipe(topic, key, value.getBytes(StandardCharsets.UTF_8), new RecordHeaders());
  }

  DispatchEvent lastEvent() {
    List<DispatchEvent> all = events();
    return all.get(all.size() - 1);
  }

  /** All events so far. */
  List<DispatchEvent> events() {
    events.addAll(read(Topic.DISPATCH_EVENTS, DispatchEvent.class));
    return events;
  }

  TestRecord<byte[], byte[]> lastDecision() {
    var records = raw(Topic.DISPATCH_EVENTS);
    return records.get(records.size() - 1);
  }

  /** What was written since the last call. */
  <T extends SpecificRecord> List<T> read(Topic topic, Class<T> type) {
    return raw(topic).stream()
        .map(
            r ->
                reader.read(
                    new RawRecord(names.of(topic), 0, 0, r.timestamp(), r.getKey(), r.getValue())))
        .map(Reading.Message.class::cast)
        .map(message -> type.cast(message.value()))
        .toList();
  }

  @Override
  public void close() {
    driver.close();
  }

  /** How many keys are remembered or not yet swept away. */
  int storedKeys() {
    int count = 0;
    try (var entries = driver.getKeyValueStore(DockShards.REMEMBERED).all()) {
      for (; entries.hasNext(); entries.next()) {
        count++;
      }
    }
    return count;
  }

  /** Returns a dock as it is stored. */
  Dock dock(String device) {
    return DockStateCodec.dock(
        driver.<String, DockState>getKeyValueStore(DockShards.DOCKS).get(TENANT + "/" + device));
  }

  /** The records since the last call, as they stand on the topic. */
  List<TestRecord<byte[], byte[]>> raw(Topic topic) {
    return driver
        .createOutputTopic(
            names.of(topic), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  private UpdateCommand.Builder command(String tenant, String device) {
    return UpdateCommand.newBuilder()
        .setTenantId(tenant)
        .setDeviceId(device)
        .setRequestedAt(NOON)
        .setRequestedBy(CALLER);
  }

  private void write(Topic topic, String key, SpecificRecord value) {
    RecordHeaders headers = new RecordHeaders();
    MessageHeaders.set(headers, MessageHeaders.REPLY_TO, "gateway-1/r1");
    MessageHeaders.set(headers, MessageHeaders.TRACEPARENT, TRACE);
    pipe(topic, key, serializer.serialize(names.of(topic), headers, value), headers);
  }

  private void pipe(Topic topic, String key, byte @Nullable [] value, RecordHeaders headers) {
    driver
        .createInputTopic(names.of(topic), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(key.getBytes(StandardCharsets.UTF_8), value, headers, now));
  }
}
