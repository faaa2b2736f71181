package dev.drydock.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.cli.LocalCluster;
import dev.drydock.cli.cluster.Cluster;
import dev.drydock.messages.Cause;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceCommand;
import dev.drydock.messages.InstallSoftware;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.MessageSerializer;
import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class FleetIT {

  private static final int PARTITIONS = 3;
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @TempDir private static Path directory;
  private static LocalCluster local;

  @BeforeAll
  static void startCluster() {
    local = LocalCluster.start(directory);
  }

  @AfterAll
  static void stopCluster() {
    local.close();
  }

  @Test
  void shouldAnswerInOrderWhenCommandsArrive(TestInfo test) {
    // given
    Cluster cluster = installation(test);
    write(cluster, 1, 50);

    // when
    FleetCounts counts = play(cluster, DeviceSelection.all(null), flawless(), 150);

    // then
    assertThat(counts.commands()).isEqualTo(50);
    assertThat(counts.succeeding()).isEqualTo(50);
    assertThat(counts.open()).isZero();
    Map<String, List<DeviceAckKind>> byDevice =
        acks(cluster).stream()
            .collect(
                Collectors.groupingBy(
                    DeviceAck::getDeviceId,
                    Collectors.mapping(DeviceAck::getKind, Collectors.toList())));
    assertThat(byDevice).hasSize(50);
    assertThat(byDevice.values())
        .containsOnly(
            List.of(DeviceAckKind.PROGRESS, DeviceAckKind.PROGRESS, DeviceAckKind.SUCCEEDED));
  }

  @Test
  void shouldWriteWhereDevicesRecordsBelongWhenAnswering(TestInfo test) {
    // given
    Cluster cluster = installation(test);
    write(cluster, 1, 20);

    // when
    play(cluster, DeviceSelection.all(null), flawless(), 60);

    // then
    assertThat(records(cluster))
        .hasSize(60)
        .allSatisfy(
            record -> {
              String key = new String(record.key(), StandardCharsets.UTF_8);
              assertThat(record.partition()).isEqualTo(DeviceKey.partitionOf(key, PARTITIONS));
              assertThat(MessageHeaders.text(record.headers(), MessageHeaders.TRACEPARENT))
                  .isEqualTo(TRACE);
              assertThat(MessageHeaders.text(record.headers(), MessageHeaders.KIND))
                  .isIn("progress", "succeeded");
            });
  }

  @Test
  void shouldLeaveOthersAloneWhenPlayingARange(TestInfo test) {
    // given
    Cluster cluster = installation(test);
    write(cluster, 1, 30);

    // when
    FleetCounts counts = play(cluster, new DeviceSelection("t1", "device-", 10), flawless(), 30);

    // then
    assertThat(counts.commands()).isEqualTo(10);
    assertThat(acks(cluster).stream().map(DeviceAck::getDeviceId).collect(Collectors.toSet()))
        .isEqualTo(IntStream.rangeClosed(1, 10).mapToObj(i -> "device-" + i).collect(set()));
  }

  @Test
  void shouldNotAnswerAgainWhenRestartedAfterAnswering(TestInfo test) {
    // given
    Cluster cluster = installation(test);
    write(cluster, 1, 10);
    play(cluster, DeviceSelection.all(null), flawless(), 30);
    write(cluster, 11, 20);

    // when
    FleetCounts counts = play(cluster, DeviceSelection.all(null), flawless(), 30);

    // then
    assertThat(counts.commands()).isEqualTo(10);
    assertThat(acks(cluster)).hasSize(60);
  }

  @Test
  void shouldAnswerAfterRestartWhenStoppedWhileThinking(TestInfo test) {
    // given
    Cluster cluster = installation(test);
    write(cluster, 1, 10);
    var slow =
        new Fleet(
            cluster, "fleet", DeviceSelection.all(null), Behaviour.flawless(Duration.ofHours(1)));
    var stopped = new AtomicBoolean();
    CompletableFuture<Void> run = CompletableFuture.runAsync(() -> slow.run(stopped::get));
    await("commands are read").atMost(LIMIT).until(() -> slow.counts().commands() == 10);
    stopped.set(true);
    run.join();

    // when
    FleetCounts counts = play(cluster, DeviceSelection.all(null), flawless(), 30);

    // then
    assertThat(slow.counts().open()).isEqualTo(10);
    assertThat(counts.commands()).isEqualTo(10);
    assertThat(acks(cluster)).hasSize(30);
  }

  @Test
  void shouldGoOnWhenRecordIsNoCommand(TestInfo test) {
    // given
    Cluster cluster = installation(test);
    writeText(cluster, "t1/device-1", "not avro");
    write(cluster, 1, 5);

    // when
    FleetCounts counts = play(cluster, DeviceSelection.all(null), flawless(), 15);

    // then
    assertThat(counts.unreadable()).isEqualTo(1);
    assertThat(counts.commands()).isEqualTo(5);
  }

  @Test
  void shouldAnswerFastWhenThereIsNoThinkTime(TestInfo test) {
    // given
    Cluster cluster = installation(test);
    int many = 20_000;
    write(cluster, 1, many);

    // when
    long start = System.nanoTime();
    play(cluster, DeviceSelection.all(null), flawless(), 3L * many);
    double seconds = (System.nanoTime() - start) / 1e9;

    // then: far below what it does alone, for the build's machine is busy
    assertThat(many / seconds).as("commands per second").isGreaterThan(1_000);
  }

  private static Behaviour flawless() {
    return Behaviour.flawless(Duration.ZERO);
  }

  private static <T> Collector<T, ?, Set<T>> set() {
    return Collectors.toSet();
  }

  private static Cluster installation(TestInfo test) {
    return local.installation(test.getTestMethod().orElseThrow().getName() + ".", PARTITIONS);
  }

  /** Plays a fleet until so many acks are durable. */
  private static FleetCounts play(
      Cluster cluster, DeviceSelection selection, Behaviour behaviour, long acks) {
    var fleet = new Fleet(cluster, "fleet", selection, behaviour);
    long limit = System.nanoTime() + LIMIT.toNanos();
    fleet.run(() -> fleet.counts().acks() >= acks || System.nanoTime() > limit);
    assertThat(fleet.counts().acks()).isEqualTo(acks);
    return fleet.counts();
  }

  private static void write(Cluster cluster, int first, int last) {
    var serializer = new MessageSerializer();
    serializer.configure(cluster.registrySettings(), false);
    try (var producer =
        new KafkaProducer<String, SpecificRecord>(
            clientSettings(cluster), new StringSerializer(), serializer)) {
      for (int i = first; i <= last; i++) {
        DeviceCommand command = command("device-" + i);
        var record =
            new ProducerRecord<String, SpecificRecord>(
                cluster.names().of(Topic.DEVICE_COMMANDS),
                Topic.DEVICE_COMMANDS.keyOf(command),
                command);
        MessageHeaders.set(record.headers(), MessageHeaders.TRACEPARENT, TRACE);
        producer.send(record);
      }
    }
  }

  private static void writeText(Cluster cluster, String key, String value) {
    try (var producer =
        new KafkaProducer<>(
            clientSettings(cluster), new StringSerializer(), new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              cluster.names().of(Topic.DEVICE_COMMANDS),
              key,
              value.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static DeviceCommand command(String deviceId) {
    return DeviceCommand.newBuilder()
        .setTenantId("t1")
        .setDeviceId(deviceId)
        .setOperationId("op-" + deviceId)
        .setDeploymentNumber(1)
        .setAt(Instant.ofEpochMilli(0))
        .setCause(Cause.newBuilder().setTopic("update-commands").setPartition(0).build())
        .setInstallSoftware(
            InstallSoftware.newBuilder()
                .setSoftwareType("teamsClient")
                .setSoftwareVersion("1.0.96.22")
                .build())
        .build();
  }

  private static List<DeviceAck> acks(Cluster cluster) {
    try (var reader = cluster.reader("test")) {
      return records(cluster).stream()
          .map(record -> (DeviceAck) ((Reading.Message) reader.read(RawRecord.of(record))).value())
          .toList();
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(Cluster cluster) {
    String topic = cluster.names().of(Topic.DEVICE_ACKS);
    List<TopicPartition> partitions =
        IntStream.range(0, PARTITIONS).mapToObj(i -> new TopicPartition(topic, i)).toList();
    try (var consumer =
        new KafkaConsumer<>(
            clientSettings(cluster), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  private static Map<String, Object> clientSettings(Cluster cluster) {
    return cluster.kafkaSettings(Map.of());
  }
}
