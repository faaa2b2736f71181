package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.local.Service;
import java.net.URI;
import java.net.http.HttpRequest;
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
    assertThat(forwarded(drydock.url(Service.DEVICE_DISPATCHER))).isPositive();
    assertThat(forwarded(second.url())).isPositive();

    try (DdiFleet fleet = new DdiFleet(caller, devices)) {
      fleet.awaitEnded(DEVICES);

      // when
      drydock.service(Service.DEVICE_DISPATCHER).kill();
      fleet.awaitEnded(DEVICES);
      drydock.startAgain(Service.DEVICE_DISPATCHER);
      fleet.awaitEnded(DEVICES);
      second.kill();
      fleet.awaitEnded(DEVICES);
      fleet.stop();

      // then
      fleet.assertAllKept(drydock);
    }
  }

  /** Each dispatcher has a part of the docks: one of them has to pass the call on. */
  private void assertBothKnow(DdiDevice device) {
    for (String url : List.of(drydock.url(Service.DEVICE_DISPATCHER), second.url())) {
      Answer told = device.askingAt(url).poll();
      assertThat(told.status()).as("poll of %s at %s", device.id(), url).isEqualTo(200);
      assertThat(told.member("/_links/configData/href")).startsWith(url);
    }
  }

  /** Returns how many calls a dispatcher has passed on to the other. */
  private static double forwarded(String url) {
    Answer metrics =
        DdiDevice.send(HttpRequest.newBuilder(URI.create(url + "/actuator/prometheus")));
    return metrics
        .text()
        .lines()
        .filter(line -> line.startsWith("drydock_ddi_forwarded_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
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
