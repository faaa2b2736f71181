package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.check.core.CheckReport;
import dev.drydock.local.Service;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two dispatchers, of which devices call the one and the other in turn. On an installation of its
 * own: no test beside it counts.
 */
class DispatchersIT {

  private static final int DEVICES = 20;
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(90);

  private final AtomicInteger calls = new AtomicInteger();
  private Installation drydock;
  private SecondDispatcher second;

  @BeforeEach
  void start() {
    drydock = Installation.start(StackDirectory.empty("dispatchers"));
    second = SecondDispatcher.start(drydock, StackDirectory.empty("second-dispatcher"));
  }

  @AfterEach
  void stop() {
    if (second != null) {
      second.close();
    }
    drydock.close();
  }

  @Test
  void shouldLoseNothingWhicheverIsAskedAndWhicheverIsKilled() {
    // given
    GraphClient caller = drydock.caller("contoso");
    List<DdiDevice> devices =
        IntStream.range(0, DEVICES).mapToObj(i -> roamingDevice(caller)).toList();
    assertThat(devices).allSatisfy(this::assertBothKnow);
    DdiFleet fleet = new DdiFleet(caller, devices);
    fleet.awaitEnded(DEVICES);

    // when
    drydock.service(Service.DEVICE_DISPATCHER).kill();
    fleet.awaitEnded(DEVICES);
    drydock.service(Service.DEVICE_DISPATCHER).start();
    drydock.service(Service.DEVICE_DISPATCHER).awaitReady(READY_TIMEOUT);
    fleet.awaitEnded(DEVICES);
    second.kill();
    fleet.awaitEnded(DEVICES);
    fleet.stop();

    // then
    List<Answer> accepted = fleet.accepted();
    CheckReport report = drydock.assertPromisesKept();
    accepted.forEach(answer -> caller.awaitStatus(answer.location(), "successful"));
    assertThat(fleet.unexpected()).isEmpty();
    assertThat(report.counts().successful()).isEqualTo(report.counts().admissions());
    assertThat(report.counts().admissions()).isGreaterThanOrEqualTo(accepted.size());
  }

  /** Each dispatcher has a part of the docks: one of them has to pass the call on. */
  private void assertBothKnow(DdiDevice device) {
    for (String url : List.of(drydock.url(Service.DEVICE_DISPATCHER), second.url())) {
      Answer told = device.askingAt(url).poll();
      assertThat(told.status()).as("poll of %s at %s", device.id(), url).isEqualTo(200);
      assertThat(told.member("/_links/configData/href")).startsWith(url);
    }
  }

  private DdiDevice roamingDevice(GraphClient caller) {
    DdiDevice device =
        drydock.ddiDevice(caller.tenantId(), Installation.newDeviceId(), this::nextDispatcher);
    Installation.awaitKnown(caller, device);
    return device;
  }

  private String nextDispatcher() {
    return calls.incrementAndGet() % 2 == 0 ? second.url() : drydock.url(Service.DEVICE_DISPATCHER);
  }
}
