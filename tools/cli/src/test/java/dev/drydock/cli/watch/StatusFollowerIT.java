package dev.drydock.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drydock.kit.cluster.Cluster;
import dev.drydock.kit.terminal.CommandFailure;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import dev.drydock.testkit.LocalCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusFollowerIT {

  private static final int PARTITIONS = 2;
  private static final Duration LIMIT = Duration.ofSeconds(20);

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
  void shouldShowOnlyWhatComesWhenStartedAtTheEnd() {
    // given
    Cluster cluster = local.installation("end.", PARTITIONS);
    LocalCluster.write(cluster, PARTITIONS, status("op-1"), status("op-2"));

    try (var follower = new StatusFollower(cluster, false)) {
      // when
      LocalCluster.write(cluster, PARTITIONS, status("op-3"));

      // then
      assertThat(read(follower, 1)).containsExactly("op-3");
    }
  }

  @Test
  void shouldShowWhatThereIsWhenStartedAtTheBeginning() {
    // given
    Cluster cluster = local.installation("beginning.", PARTITIONS);
    LocalCluster.write(cluster, PARTITIONS, status("op-1"), status("op-2"));

    // when
    try (var follower = new StatusFollower(cluster, true)) {

      // then
      assertThat(read(follower, 2)).containsExactlyInAnyOrder("op-1", "op-2");
    }
  }

  @Test
  void shouldSayWhatToDoWhenThereIsNoTopic() {
    // given
    Cluster cluster = local.withPrefix("nothing.");

    // when, then
    assertThatThrownBy(() -> new StatusFollower(cluster, false))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContainingAll("nothing.operation-status", "drydock topics");
  }

  @Test
  void shouldTellWhoseOperationItIsWhenFiltering() {
    // given
    OperationStatus status = status("op-1");

    // then
    assertThat(new StatusFilter(null, null).accepts(status)).isTrue();
    assertThat(new StatusFilter("t1", "room-1").accepts(status)).isTrue();
    assertThat(new StatusFilter("t2", null).accepts(status)).isFalse();
    assertThat(new StatusFilter("t1", "room-2").accepts(status)).isFalse();
  }

  private static List<String> read(StatusFollower follower, int count) {
    List<String> read = new ArrayList<>();
    await("changes are shown")
        .atMost(LIMIT)
        .until(
            () -> {
              follower.next().forEach(status -> read.add(status.getOperationId()));
              return read.size() >= count;
            });
    return read;
  }

  private static OperationStatus status(String operationId) {
    Instant at = Instant.parse("2026-11-23T10:15:30Z");
    return OperationStatus.newBuilder()
        .setOperationId(operationId)
        .setTenantId("t1")
        .setDeviceId("room-1")
        .setRevision(1)
        .setState(OperationState.QUEUED)
        .setSoftwareType("teamsClient")
        .setSoftwareVersion("1.0.96.22")
        .setCreatedAt(at)
        .setLastActionAt(at)
        .setCausePartition(0)
        .setDeliveryDeadlineMs(86_400_000)
        .setStartDeadlineMs(3_600_000)
        .setProgressDeadlineMs(3_600_000)
        .setCancelDeadlineMs(600_000)
        .build();
  }
}
