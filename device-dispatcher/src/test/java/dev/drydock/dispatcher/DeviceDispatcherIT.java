package dev.drydock.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.local.Ports;
import dev.drydock.local.kafka.LocalKafka;
import dev.drydock.local.registry.LocalRegistry;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.SchemaSetup;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import dev.drydock.schemas.TopicSetup;
import dev.drydock.stream.ReadProgress;
import dev.drydock.stream.RecordTime;
import dev.drydock.stream.RocksDbMemory;
import dev.drydock.stream.ShardTopology;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyDescription;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/**
 * The service as it runs, on a real broker: a setting at the wrong level of the binder's YAML would
 * be ignored without a word.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeviceDispatcherIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final TopicNames NAMES = new TopicNames("it.");

  private Ports ports;
  private LocalKafka kafka;
  private LocalRegistry registry;
  private ConfigurableApplicationContext service;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    ports = Ports.free();
    kafka = LocalKafka.start(directory.resolve("log"), ports.kafka(), ports.controller(), Map.of());
    registry = LocalRegistry.start(kafka.bootstrapServers(), ports.registry());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      TopicSetup.create(admin, NAMES, 2, (short) 1);
    }
    try (var client = new CachedSchemaRegistryClient(registry.url().toString(), 100)) {
      SchemaSetup.register(client, NAMES);
    }
    service =
        SpringApplication.run(
            DeviceDispatcher.class,
            "--server.port=0",
            "--drydock.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
            "--drydock.kafka.schema-registry-url=" + registry.url(),
            "--drydock.kafka.topic-prefix=" + NAMES.prefix(),
            "--drydock.stream.state-dir=" + directory.resolve("state"));
  }

  @AfterAll
  void stop() {
    if (service != null) {
      service.close();
    }
    if (registry != null) {
      registry.close();
    }
    if (kafka != null) {
      kafka.close();
    }
  }

  @Test
  void shouldGiveKafkaStreamsTheSettingsOfTheYaml() {
    // when
    StreamsConfig resolved = new StreamsConfig(streams().getStreamsConfiguration());

    // then
    assertThat(resolved.originals()).containsKey(ReadProgress.CONFIG);
    assertThat(resolved.getString(StreamsConfig.APPLICATION_ID_CONFIG))
        .isEqualTo("it.device-dispatcher");
    assertThat(resolved.getString(StreamsConfig.APPLICATION_SERVER_CONFIG))
        .isEqualTo("127.0.0.1:8081");
    assertThat(resolved.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
        .isEqualTo(StreamsConfig.EXACTLY_ONCE_V2);
    assertThat(resolved.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)).isEqualTo(10);
    assertThat(resolved.getLong(StreamsConfig.POLL_MS_CONFIG)).isEqualTo(10);
    assertThat(resolved.getInt(StreamsConfig.NUM_STREAM_THREADS_CONFIG)).isEqualTo(2);
    assertThat(resolved.getLong(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG))
        .isEqualTo(1 << 20);
    assertThat(resolved.getClass(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG))
        .isEqualTo(RocksDbMemory.class);
    assertThat(resolved.getClass(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG))
        .isEqualTo(RecordTime.class);
    assertThat(resolved.originalsWithPrefix(StreamsConfig.TOPIC_PREFIX))
        .containsEntry("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
    assertThat(resolved.getMainConsumerConfigs("it", "it", 0))
        .containsEntry("session.timeout.ms", "10000")
        .containsEntry("auto.offset.reset", "earliest")
        .containsEntry("isolation.level", "read_committed");
  }

  @Test
  void shouldReadItsInputsAsOneStream() {
    // when
    List<TopologyDescription.Source> sources =
        streams().getTopology().describe().subtopologies().stream()
            .flatMap(sub -> sub.nodes().stream())
            .filter(TopologyDescription.Source.class::isInstance)
            .map(TopologyDescription.Source.class::cast)
            .toList();

    // then
    assertThat(sources)
        .singleElement()
        .extracting(TopologyDescription.Source::topicSet)
        .asInstanceOf(InstanceOfAssertFactories.collection(String.class))
        .containsExactlyInAnyOrder("it.update-commands", "it.device-acks", "it.operation-status");
  }

  @Test
  void shouldReadWhatAnyThreadHasReadWhenTheRegistryIsAway() {
    // given
    ShardTopology topology = service.getBean(ShardTopology.class);
    RawRecord record = record(topology);
    try (RecordReader first = topology.readers().get()) {
      assertThat(first.read(record)).isInstanceOf(Reading.Message.class);
    }
    registry.close();

    // when
    try (RecordReader second = topology.readers().get()) {
      // then
      assertThat(second.read(record)).isInstanceOf(Reading.Message.class);
    } finally {
      registry = LocalRegistry.start(kafka.bootstrapServers(), ports.registry());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "update-commands,message.timestamp.type,CreateTime",
    "operation-status,cleanup.policy,delete",
    "dead-letters,max.message.bytes,1000",
    "devices,message.timestamp.after.max.ms,3600000",
  })
  void shouldRefuseATopicThatIsNotSetAsTheCatalogueSays(String topic, String key, String value)
      throws Exception {
    // given
    TopicNames names = new TopicNames(topic + "-");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      TopicSetup.create(admin, names, 1, (short) 1);
      ConfigResource resource =
          new ConfigResource(ConfigResource.Type.TOPIC, names.prefix() + topic);
      AlterConfigOp change =
          new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();

      // when
      IllegalStateException complaint =
          Awaitility.await("the broker hears of the change")
              .atMost(PATIENCE)
              .until(() -> complaint(admin, names), Objects::nonNull);

      // then
      assertThat(complaint)
          .hasMessageContaining(resource.name())
          .hasMessageContaining("but it has " + value)
          .hasMessageContaining("--add-config " + key);
      assertThatThrownBy(() -> TopicSetup.create(admin, names, 1, (short) 1))
          .hasMessageContaining("but it has " + value);
    }
  }

  @Test
  void shouldBeReadyWhenItsShardsRun() {
    Awaitility.await("readiness")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              HttpResponse<String> answer = get("/actuator/health/readiness");
              assertThat(answer.statusCode()).isEqualTo(200);
              assertThat(answer.body()).contains("\"streams\"", "RUNNING", "\"decisions\"");
            });
  }

  @Test
  void shouldAnswerInTheEdgesShapeWhereThereIsNothing() throws Exception {
    // when
    HttpResponse<String> answer = get("/nothing");

    // then
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.body())
        .isEqualTo("{\"error\":{\"message\":\"There is nothing at this path.\"}}");
  }

  private static @Nullable IllegalStateException complaint(Admin admin, TopicNames names) {
    try {
      TopicSetup.check(admin, names);
      return null;
    } catch (IllegalStateException e) {
      return e;
    }
  }

  private static RawRecord record(ShardTopology topology) {
    DeviceAck ack =
        DeviceAck.newBuilder()
            .setTenantId("tenant")
            .setDeviceId("d1")
            .setOperationId("op-1")
            .setKind(DeviceAckKind.PROGRESS)
            .setAt(Instant.EPOCH)
            .build();
    String name = NAMES.of(Topic.DEVICE_ACKS);
    String key = Topic.DEVICE_ACKS.keyOf(ack);
    return new RawRecord(
        name,
        DeviceKey.partitionOf(key, 2),
        0,
        0,
        key.getBytes(StandardCharsets.UTF_8),
        topology.serializer().serialize(name, ack));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    String port = service.getEnvironment().getRequiredProperty("local.server.port");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private StreamsBuilderFactoryBean streams() {
    return service.getBean(StreamsBuilderFactoryBean.class);
  }
}
