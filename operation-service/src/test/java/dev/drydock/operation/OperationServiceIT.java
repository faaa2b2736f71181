package dev.drydock.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DeadLetter;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.Topic;
import dev.drydock.stream.ReadProgress;
import dev.drydock.stream.RocksDbMemory;
import dev.drydock.stream.SteadyTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyDescription;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/** The service as it runs, on a real broker: what its YAML says must arrive where it counts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationServiceIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TENANT = "tenant";

  private Path directory;
  private RealLog log;
  private ConfigurableApplicationContext service;

  @BeforeAll
  void start(@TempDir Path temporary) {
    directory = temporary;
    log = RealLog.start(directory.resolve("log"));
    service = run(directory.resolve("state"));
  }

  @AfterAll
  void stop() {
    if (service != null) {
      service.close();
    }
    if (log != null) {
      log.close();
    }
  }

  @Test
  void shouldGiveKafkaStreamsTheSettingsOfTheYaml() {
    // when
    Properties settings = streams().getStreamsConfiguration();

    // then
    StreamsConfig resolved = new StreamsConfig(settings);
    assertThat(resolved.originals()).containsKey(ReadProgress.CONFIG);
    assertThat(resolved.getString(StreamsConfig.APPLICATION_ID_CONFIG))
        .isEqualTo("it.operation-service");
    assertThat(resolved.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
        .isEqualTo(StreamsConfig.EXACTLY_ONCE_V2);
    assertThat(resolved.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)).isEqualTo(10);
    assertThat(resolved.getInt(StreamsConfig.NUM_STREAM_THREADS_CONFIG)).isEqualTo(2);
    assertThat(resolved.getString(StreamsConfig.STATE_DIR_CONFIG)).startsWith(directory.toString());
    assertThat(resolved.getLong(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG))
        .isEqualTo(1 << 20);
    assertThat(resolved.getInt(StreamsConfig.REPLICATION_FACTOR_CONFIG)).isEqualTo(-1);
    assertThat(resolved.getClass(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG))
        .isEqualTo(RocksDbMemory.class);
    assertThat(resolved.originalsWithPrefix(StreamsConfig.TOPIC_PREFIX))
        .containsEntry("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
    assertThat(resolved.getMainConsumerConfigs("it", "it", 0))
        .containsEntry("session.timeout.ms", "10000")
        .containsEntry("auto.offset.reset", "earliest")
        .containsEntry("isolation.level", "read_committed");
  }

  @Test
  void shouldGiveKafkaStreamsATimeThatOnlyCounts() {
    assertThat(streams().getKafkaStreams()).extracting("time").isInstanceOf(SteadyTime.class);
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
        .containsExactlyInAnyOrder("it.dispatch-events", "it.device-acks");
  }

  @Test
  void shouldWriteAStatusBesideItsDeviceWhenAnUpdateIsAdmitted() {
    // when
    log.write(admitted("d1", "op-1", Duration.ofHours(1)));

    // then
    RealLog.Written status = await("op-1", 1);
    assertThat(status.partition())
        .isEqualTo(DeviceKey.partitionOf(TENANT + "/d1", RealLog.PARTITIONS));
    assertThat(status.value().getState()).isEqualTo(OperationState.QUEUED);
  }

  @Test
  void shouldStillEndInTimeWhenTheServiceLosesItsDisk() {
    // given
    log.write(admitted("d2", "op-2", Duration.ofSeconds(5)));
    await("op-2", 1);

    // when
    service.close();
    service = run(directory.resolve("another-state"));

    // then
    OperationStatus end = await("op-2", 2).value();
    assertThat(end.getErrorCode()).isEqualTo("deliveryTimeout");
    assertThat(end.getCauseTimer()).isEqualTo("delivery");
  }

  @Test
  void shouldTakeADevicesWordThatCameInTimeWhenItWasDownMeanwhile() {
    // given
    log.write(admitted("d3", "op-3", Duration.ofSeconds(8)));
    Instant due = await("op-3", 1).value().getDeadlineAt();
    streams().stop();
    try {
      log.write(ack("d3", "op-3", DeviceAckKind.SUCCEEDED));
      assertThat(Instant.now()).as("the device is in time").isBefore(due);
      Awaitility.await("the deadline").atMost(PATIENCE).until(() -> Instant.now().isAfter(due));
    } finally {
      // when
      streams().start();
    }

    // then
    assertThat(await("op-3", 2).value().getState()).isEqualTo(OperationState.SUCCESSFUL);
  }

  @Test
  void shouldGiveUpARecordThatWeighsMoreThanABrokerTakesUncompressedAndGoOn() {
    // when
    log.writeCompressed(Topic.DEVICE_ACKS, TENANT + "/d4", new byte[3 << 20]);
    log.write(admitted("d4", "op-4", Duration.ofHours(1)));

    // then
    await("op-4", 1);
    assertThat(
            Awaitility.await("the dead letter")
                .atMost(PATIENCE)
                .until(log::deadLetters, letters -> !letters.isEmpty()))
        .singleElement()
        .returns("invalid", DeadLetter::getReason)
        .returns(3 << 20, DeadLetter::getWholeValueBytes);
  }

  @Test
  void shouldBeReadyWhenItsShardsRun() {
    Awaitility.await("readiness")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              HttpResponse<String> answer = get("/actuator/health/readiness");
              assertThat(answer.statusCode()).isEqualTo(200);
              assertThat(answer.body()).contains("\"streams\"", "RUNNING");
            });
  }

  private ConfigurableApplicationContext run(Path stateDirectory) {
    return SpringApplication.run(
        OperationService.class,
        "--server.port=0",
        "--drydock.kafka.bootstrap-servers=" + log.bootstrapServers(),
        "--drydock.kafka.schema-registry-url=" + log.registryUrl(),
        "--drydock.kafka.topic-prefix=" + log.names().prefix(),
        "--drydock.stream.state-dir=" + stateDirectory,
        // before the first record is read, a timer could fire several times
        "--drydock.operation.tick-interval=10ms");
  }

  private RealLog.Written await(String operationId, int revision) {
    return Awaitility.await("revision " + revision + " of " + operationId)
        .atMost(PATIENCE)
        .until(() -> log.status(operationId, revision), Optional::isPresent)
        .orElseThrow();
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

  static DeviceAck ack(String device, String operationId, String kind) {
    return DeviceAck.newBuilder()
        .setTenantId(TENANT)
        .setDeviceId(device)
        .setOperationId(operationId)
        .setKind(kind)
        .setAt(Instant.now())
        .build();
  }

  static DispatchEvent admitted(String device, String operationId, Duration delivery) {
    Instant now = Instant.now();
    return DispatchEvent.newBuilder()
        .setKind(DispatchEventKind.UPDATE_ADMITTED)
        .setDeviceKey(TENANT + '/' + device)
        .setTenantId(TENANT)
        .setDeviceId(device)
        .setAt(now)
        .setCauseTopic("update-commands")
        .setCausePartition(0)
        .setCauseOffset(0L)
        .setOperationId(operationId)
        .setSoftwareType("teamsClient")
        .setSoftwareVersion("1.0.96.22")
        .setDeliveryDeadlineMs(delivery.toMillis())
        .setStartDeadlineMs(3_600_000L)
        .setProgressDeadlineMs(3_600_000L)
        .setCancelDeadlineMs(600_000L)
        .setRequestedAt(now)
        .setRequestedByApplicationId("app")
        .setRequestedByApplicationName("App")
        .setDeploymentNumber(1)
        .build();
  }
}
