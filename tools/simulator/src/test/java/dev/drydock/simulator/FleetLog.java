package dev.drydock.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.kit.cluster.Cluster;
import dev.drydock.messages.Cause;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceCommand;
import dev.drydock.messages.InstallSoftware;
import dev.drydock.messages.WithdrawSoftware;
import dev.drydock.schemas.AvroTrust;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.MessageSerializer;
import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.Topic;
import dev.drydock.testkit.LocalCluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
import org.junit.jupiter.api.TestInfo;

/** An installation's log as a fleet meets it: the commands for its devices, and their acks. */
record FleetLog(Cluster cluster) {

  static {
    AvroTrust.establish();
  }

  static final int PARTITIONS = 3;
  static final Duration LIMIT = Duration.ofSeconds(30);
  static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  /** Makes an installation for one test. */
  static FleetLog of(LocalCluster local, TestInfo test) {
    return new FleetLog(
        local.installation(test.getTestMethod().orElseThrow().getName() + ".", PARTITIONS));
  }

  /** Plays a fleet until so many acks are durable. */
  FleetCounts play(DeviceSelection selection, Behaviour behaviour, long acks) {
    FleetCounts counts = play(selection, behaviour, now -> now.acks() >= acks);
    assertThat(counts.acks()).isEqualTo(acks);
    return counts;
  }

  /** Plays a fleet until it has done what it should. */
  FleetCounts play(DeviceSelection selection, Behaviour behaviour, Predicate<FleetCounts> isDone) {
    var fleet = new Fleet(cluster, "fleet", selection, behaviour);
    long limit = System.nanoTime() + LIMIT.toNanos();
    fleet.run(() -> isDone.test(fleet.counts()) || System.nanoTime() > limit);
    assertThat(fleet.counts()).as("what the fleet has done").matches(isDone);
    return fleet.counts();
  }

  void install(int first, int last) {
    var install =
        InstallSoftware.newBuilder()
            .setSoftwareType("teamsClient")
            .setSoftwareVersion("1.0.96.22")
            .build();
    write(first, last, command -> command.setInstallSoftware(install));
  }

  void withdraw(int first, int last, boolean forced) {
    write(first, last, command -> command.setWithdrawSoftware(new WithdrawSoftware(forced)));
  }

  private void write(int first, int last, Consumer<DeviceCommand.Builder> body) {
    var serializer = new MessageSerializer();
    serializer.configure(cluster.registrySettings(), false);
    try (var producer =
        new KafkaProducer<String, SpecificRecord>(
            clientSettings(), new StringSerializer(), serializer)) {
      for (int i = first; i <= last; i++) {
        DeviceCommand.Builder command = command("device-" + i);
        body.accept(command);
        DeviceCommand value = command.build();
        var record =
            new ProducerRecord<String, SpecificRecord>(
                cluster.names().of(Topic.DEVICE_COMMANDS),
                Topic.DEVICE_COMMANDS.keyOf(value),
                value);
        MessageHeaders.set(record.headers(), MessageHeaders.TRACEPARENT, TRACE);
        producer.send(record);
      }
    }
  }

  void writeText(String key, String value) {
    try (var producer =
        new KafkaProducer<>(clientSettings(), new StringSerializer(), new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              cluster.names().of(Topic.DEVICE_COMMANDS),
              key,
              value.getBytes(StandardCharsets.UTF_8)));
    }
  }

  List<DeviceAck> acks() {
    try (var reader = cluster.reader("test")) {
      return records().stream()
          .map(record -> (DeviceAck) ((Reading.Message) reader.read(RawRecord.of(record))).value())
          .toList();
    }
  }

  /** What each device said, in the order of the log. */
  Map<String, List<String>> kindsByDevice() {
    return acks().stream()
        .collect(
            Collectors.groupingBy(
                DeviceAck::getDeviceId,
                Collectors.mapping(DeviceAck::getKind, Collectors.toList())));
  }

  List<ConsumerRecord<byte[], byte[]>> records() {
    String topic = cluster.names().of(Topic.DEVICE_ACKS);
    List<TopicPartition> partitions =
        IntStream.range(0, PARTITIONS).mapToObj(i -> new TopicPartition(topic, i)).toList();
    try (var consumer =
        new KafkaConsumer<>(
            clientSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
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

  private static DeviceCommand.Builder command(String deviceId) {
    return DeviceCommand.newBuilder()
        .setTenantId("t1")
        .setDeviceId(deviceId)
        .setOperationId("op-" + deviceId)
        .setDeploymentNumber(1)
        .setAt(Instant.ofEpochMilli(0))
        .setCause(Cause.newBuilder().setTopic("update-commands").setPartition(0).build());
  }

  private Map<String, Object> clientSettings() {
    return cluster.kafkaSettings(Map.of());
  }
}
