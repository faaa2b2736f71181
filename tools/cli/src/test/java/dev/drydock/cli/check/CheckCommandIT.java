package dev.drydock.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.kit.cluster.Cluster;
import dev.drydock.kit.terminal.DurationConverter;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import dev.drydock.testkit.LocalCluster;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
    Cluster cluster = local.installation("clean.", PARTITIONS);

    // when
    int exitCode = check(cluster);

    // then
    assertThat(exitCode).isZero();
    assertThat(out.toString()).startsWith("Clean: 0 requests");
  }

  @Test
  void shouldFailAndSayWhereWhenPromiseIsBroken() {
    // given
    Cluster cluster = local.installation("broken.", PARTITIONS);
    LocalCluster.write(
        cluster,
        PARTITIONS,
        status(1, OperationState.SUCCESSFUL),
        status(2, OperationState.IN_PROGRESS));

    // when
    int exitCode = check(cluster);

    // then
    assertThat(exitCode).isEqualTo(1);
    assertThat(out.toString()).contains("op-1", "operation-status").contains("violations: ");
  }

  private int check(Cluster cluster) {
    return new CommandLine(new CheckCommand())
        .registerConverter(Duration.class, new DurationConverter())
        .setOut(new PrintWriter(out))
        .execute(local.arguments(cluster));
  }

  private static OperationStatus status(int revision, String state) {
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
        .setCauseTopic("device-acks")
        .setCausePartition(0)
        .setCauseOffset((long) revision)
        .setDeliveryDeadlineMs(86_400_000)
        .setStartDeadlineMs(3_600_000)
        .setProgressDeadlineMs(3_600_000)
        .setCancelDeadlineMs(600_000)
        .build();
  }
}
