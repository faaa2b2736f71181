package dev.drydock.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.testkit.LocalCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What devices do that are told to stop, and what they say when the fleet starts. */
class WithdrawalIT {

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
  void shouldStopAndSayNothingElseWhenToldWhileThinking(TestInfo test) {
    // given
    FleetLog log = FleetLog.of(local, test);
    log.install(1, 10);
    log.withdraw(1, 10, false);

    // when
    FleetCounts counts = log.play(everyDevice(), thinking(Duration.ofHours(1), 0), 10);

    // then
    assertThat(counts.withdrawals()).isEqualTo(new FleetCounts.Withdrawals(10, 0, 0, 0));
    assertThat(counts.open()).isZero();
    log.install(11, 11);
    log.play(everyDevice(), Behaviour.flawless(Duration.ZERO), 3);
    assertThat(log.kindsByDevice())
        .hasSize(11)
        .containsEntry("device-1", List.of(DeviceAckKind.CANCELLED))
        .containsEntry("device-10", List.of(DeviceAckKind.CANCELLED));
    assertThat(log.acks()).hasSize(13);
  }

  @Test
  void shouldGoOnToTheEndWhenDevicesRefuseToStop(TestInfo test) {
    // given
    FleetLog log = FleetLog.of(local, test);
    log.install(1, 10);
    log.withdraw(1, 10, false);

    // when
    FleetCounts counts = log.play(everyDevice(), thinking(Duration.ofMillis(500), 1), 40);

    // then
    assertThat(counts.withdrawals()).isEqualTo(new FleetCounts.Withdrawals(0, 10, 0, 0));
    assertThat(log.kindsByDevice())
        .hasSize(10)
        .allSatisfy(
            (device, kinds) -> {
              assertThat(kinds)
                  .containsOnlyOnce(DeviceAckKind.CANCEL_REFUSED, DeviceAckKind.SUCCEEDED);
              assertThat(kinds).endsWith(DeviceAckKind.SUCCEEDED);
            });
  }

  @Test
  void shouldStopWithoutAWordWhenTheEndIsForced(TestInfo test) {
    // given
    FleetLog log = FleetLog.of(local, test);
    log.install(1, 10);
    log.withdraw(1, 10, true);

    // when
    FleetCounts counts =
        log.play(
            everyDevice(),
            thinking(Duration.ofHours(1), 1),
            now -> now.withdrawals().all() == 10 && now.open() == 0);

    // then
    assertThat(counts.withdrawals()).isEqualTo(new FleetCounts.Withdrawals(0, 0, 10, 0));
    assertThat(counts.open()).isZero();
    assertThat(log.acks()).isEmpty();
  }

  @Test
  void shouldSayNothingWhenToldToStopAfterTheEnd(TestInfo test) {
    // given
    FleetLog log = FleetLog.of(local, test);
    log.install(1, 10);
    log.play(everyDevice(), Behaviour.flawless(Duration.ZERO), 30);
    log.withdraw(1, 10, false);

    // when
    FleetCounts counts =
        log.play(
            everyDevice(), Behaviour.flawless(Duration.ZERO), now -> now.withdrawals().all() == 10);

    // then
    assertThat(counts.withdrawals()).isEqualTo(new FleetCounts.Withdrawals(0, 0, 0, 10));
    assertThat(log.acks()).hasSize(30);
  }

  @Test
  void shouldSayHelloOfEachDeviceWhenItStarts(TestInfo test) {
    // given
    FleetLog log = FleetLog.of(local, test);
    var greeting = new Behaviour(0, 1, 0, 0, 0, 0, Duration.ZERO, 0, 2, true);
    log.install(1, 1);

    // when
    FleetCounts counts = log.play(new DeviceSelection("t1", "device-", 20), greeting, 3);

    // then
    assertThat(counts.hellos()).isEqualTo(20);
    Map<Boolean, List<DeviceAck>> byHello =
        log.acks().stream()
            .collect(Collectors.partitioningBy(ack -> DeviceAckKind.HELLO.equals(ack.getKind())));
    assertThat(byHello.get(true))
        .hasSize(20)
        .allSatisfy(
            hello -> {
              assertThat(hello.getOperationId()).isEmpty();
              assertThat(hello.getAttributes()).isEqualTo(Map.of("simulated", "true"));
            });
    assertThat(byHello.get(false))
        .extracting(ack -> ack.getLogLines().size())
        .containsExactly(2, 2, 0);
  }

  private static DeviceSelection everyDevice() {
    return DeviceSelection.all(null);
  }

  private static Behaviour thinking(Duration thinkTime, double cancelRefusal) {
    return new Behaviour(0, 1, 0, 0, 0, 0, thinkTime, cancelRefusal, 0, false);
  }
}
