package dev.drydock.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.testkit.LocalCluster;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class FleetIT {

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
    FleetLog log = installation(test);
    log.install(1, 50);

    // when
    FleetCounts counts = log.play(DeviceSelection.all(null), flawless(), 150);

    // then
    assertThat(counts.commands()).isEqualTo(50);
    assertThat(counts.succeeding()).isEqualTo(50);
    assertThat(counts.open()).isZero();
    Map<String, List<String>> byDevice = log.kindsByDevice();
    assertThat(byDevice).hasSize(50);
    assertThat(byDevice.values())
        .containsOnly(
            List.of(DeviceAckKind.PROGRESS, DeviceAckKind.PROGRESS, DeviceAckKind.SUCCEEDED));
  }

  @Test
  void shouldWriteWhereDevicesRecordsBelongWhenAnswering(TestInfo test) {
    // given
    FleetLog log = installation(test);
    log.install(1, 20);

    // when
    log.play(DeviceSelection.all(null), flawless(), 60);

    // then
    assertThat(log.records())
        .hasSize(60)
        .allSatisfy(
            record -> {
              String key = new String(record.key(), StandardCharsets.UTF_8);
              assertThat(record.partition())
                  .isEqualTo(DeviceKey.partitionOf(key, FleetLog.PARTITIONS));
              assertThat(MessageHeaders.text(record.headers(), MessageHeaders.TRACEPARENT))
                  .isEqualTo(FleetLog.TRACE);
              assertThat(MessageHeaders.text(record.headers(), MessageHeaders.KIND))
                  .isIn("progress", "succeeded");
            });
  }

  @Test
  void shouldLeaveOthersAloneWhenPlayingARange(TestInfo test) {
    // given
    FleetLog log = installation(test);
    log.install(1, 30);

    // when
    FleetCounts counts = log.play(new DeviceSelection("t1", "device-", 10), flawless(), 30);

    // then
    assertThat(counts.commands()).isEqualTo(10);
    assertThat(log.acks().stream().map(DeviceAck::getDeviceId).collect(Collectors.toSet()))
        .isEqualTo(IntStream.rangeClosed(1, 10).mapToObj(i -> "device-" + i).collect(set()));
  }

  @Test
  void shouldNotAnswerAgainWhenRestartedAfterAnswering(TestInfo test) {
    // given
    FleetLog log = installation(test);
    log.install(1, 10);
    log.play(DeviceSelection.all(null), flawless(), 30);
    log.install(11, 20);

    // when
    FleetCounts counts = log.play(DeviceSelection.all(null), flawless(), 30);

    // then
    assertThat(counts.commands()).isEqualTo(10);
    assertThat(log.acks()).hasSize(60);
  }

  @Test
  void shouldAnswerAfterRestartWhenStoppedWhileThinking(TestInfo test) {
    // given
    FleetLog log = installation(test);
    log.install(1, 10);
    var slow =
        new Fleet(
            log.cluster(),
            "fleet",
            DeviceSelection.all(null),
            Behaviour.flawless(Duration.ofHours(1)));
    var stopped = new AtomicBoolean();
    CompletableFuture<Void> run = CompletableFuture.runAsync(() -> slow.run(stopped::get));
    await("commands are read").atMost(FleetLog.LIMIT).until(() -> slow.counts().commands() == 10);
    stopped.set(true);
    run.join();

    // when
    FleetCounts counts = log.play(DeviceSelection.all(null), flawless(), 30);

    // then
    assertThat(slow.counts().open()).isEqualTo(10);
    assertThat(counts.commands()).isEqualTo(10);
    assertThat(log.acks()).hasSize(30);
  }

  @Test
  void shouldGoOnWhenRecordIsNoCommand(TestInfo test) {
    // given
    FleetLog log = installation(test);
    log.writeText("t1/device-1", "not avro");
    log.install(1, 5);

    // when
    FleetCounts counts = log.play(DeviceSelection.all(null), flawless(), 15);

    // then
    assertThat(counts.unreadable()).isEqualTo(1);
    assertThat(counts.commands()).isEqualTo(5);
  }

  @Test
  void shouldAnswerFastWhenThereIsNoThinkTime(TestInfo test) {
    // given
    FleetLog log = installation(test);
    int many = 20_000;
    log.install(1, many);

    // when
    long start = System.nanoTime();
    log.play(DeviceSelection.all(null), flawless(), 3L * many);
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

  private static FleetLog installation(TestInfo test) {
    return FleetLog.of(local, test);
  }
}
