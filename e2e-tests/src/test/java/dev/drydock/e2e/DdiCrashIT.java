package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.check.core.CheckReport;
import dev.drydock.local.Service;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The dispatcher dies while devices come for their updates. On an installation of its own: no test
 * beside it counts.
 */
class DdiCrashIT {

  private static final int DEVICES = 50;
  private static final int CRASHES = 2;
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(90);

  private Installation drydock;

  @BeforeEach
  void start() {
    drydock = Installation.start(StackDirectory.empty("ddi-crash"));
  }

  @AfterEach
  void stop() {
    drydock.close();
  }

  @Test
  void shouldKeepEveryPromiseWhenTheDispatcherIsKilledWhileDevicesCome() {
    // given
    GraphClient caller = drydock.caller("contoso");
    List<DdiDevice> devices =
        IntStream.range(0, DEVICES).mapToObj(i -> drydock.knownDdiDevice(caller)).toList();
    DdiFleet fleet = new DdiFleet(caller, devices);

    // when
    for (int crash = 0; crash < CRASHES; crash++) {
      fleet.awaitEnded(DEVICES);
      drydock.service(Service.DEVICE_DISPATCHER).kill();
      drydock.service(Service.DEVICE_DISPATCHER).start();
      drydock.service(Service.DEVICE_DISPATCHER).awaitReady(READY_TIMEOUT);
    }
    fleet.awaitEnded(DEVICES);
    fleet.stop();

    // then
    List<Answer> accepted = fleet.accepted();
    CheckReport report = drydock.assertPromisesKept();
    accepted.forEach(answer -> caller.awaitStatus(answer.location(), "successful"));
    assertThat(fleet.unexpected()).isEmpty();
    assertThat(accepted).extracting(Answer::operationId).doesNotHaveDuplicates();
    assertThat(report.counts().successful()).isEqualTo(report.counts().admissions());
    assertThat(report.counts().admissions()).isGreaterThanOrEqualTo(accepted.size());
  }
}
