package dev.drydock.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.LocalCluster;
import dev.drydock.cli.cluster.Cluster;
import dev.drydock.cli.terminal.DurationConverter;
import dev.drydock.messages.Actor;
import dev.drydock.messages.Cause;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.MessageSerializer;
import dev.drydock.schemas.SchemaSetup;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicSetup;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandIT {

  private static final int PARTITIONS = 2;
  private static final Instant AT = Instant.parse("2026-11-23T10:15:30Z");

  @TempDir private static Path directory;
  private static LocalCluster local;

  private final StringWriter out = new StringWriter();

  @BeforeAll
  static void startCluster() {
    local = LocalCluster.start(directory);
  }

  @AfterAll
  static void stopCluster() {
    local.close();
  }

  @Test
  void shouldSucceedWhenLogIsClean() {
    // given
    Cluster cluster = installation("clean.");

    // when
    int exitCode = check(cluster);

    // then
    assertThat(exitCode).isZero();
    assertThat(out.toString()).startsWith("Clean: 0 requests");
  }

  @Test
  void shouldFailAndSayWhereWhenPromiseIsBroken() {
    // given
    Cluster cluster = installation("broken.");
    write(cluster, status(1, OperationState.SUCCESSFUL));
    write(cluster, status(2, OperationState.IN_PROGRESS));

    // when
    int exitCode = check(cluster);

    // then
    assertThat(exitCode).isEqualTo(1);
    assertThat(out.toString()).contains("op-1", "operation-status").contains("violations: ");
  }

  private static Cluster installation(String prefix) {
    Cluster cluster = local.withPrefix(prefix);
    try (var admin = cluster.admin()) {
      TopicSetup.create(admin, cluster.names(), PARTITIONS, (short) 1);
    }
    SchemaSetup.register(cluster.registry(), cluster.names());
    return cluster;
  }

  private int check(Cluster cluster) {
    return new CommandLine(new CheckCommand())
        .registerConverter(Duration.class, new DurationConverter())
        .setOut(new PrintWriter(out))
        .execute(
            "--bootstrap", cluster.bootstrapServers(),
            "--registry", cluster.registryUrl(),
            "--prefix", cluster.names().prefix());
  }

  private static void write(Cluster cluster, OperationStatus status) {
    var serializer = new MessageSerializer();
    serializer.configure(cluster.registrySettings(), false);
    String device = new DeviceKey(status.getTenantId(), status.getDeviceId()).toString();
    try (var producer =
        new KafkaProducer<String, SpecificRecord>(
            Map.of("bootstrap.servers", cluster.bootstrapServers()),
            new StringSerializer(),
            serializer)) {
      producer.send(
          new ProducerRecord<>(
              cluster.names().of(Topic.OPERATION_STATUS),
              DeviceKey.partitionOf(device, PARTITIONS),
              status.getOperationId(),
              status));
    }
  }

  private static OperationStatus status(int revision, OperationState state) {
    return OperationStatus.newBuilder()
        .setOperationId("op-1")
        .setTenantId("t1")
        .setDeviceId("room-1")
        .setRevision(revision)
        .setState(state)
        .setSoftwareType("teamsClient")
        .setSoftwareVersion("1.0.96.22")
        .setCreatedAt(AT)
        .setLastActionAt(AT)
        .setCreatedBy(Actor.newBuilder().build())
        .setLastActionBy(Actor.newBuilder().build())
        .setCause(
            Cause.newBuilder()
                .setTopic("device-acks")
                .setPartition(0)
                .setOffset((long) revision)
                .build())
        .build();
  }
}
