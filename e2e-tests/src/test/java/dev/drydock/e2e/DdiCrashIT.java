package dev.drydock.e2e;

import dev.drydock.local.Service;
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

    try (DdiFleet fleet = new DdiFleet(caller, devices)) {
      // when
      for (int crash = 0; crash < CRASHES; crash++) {
        fleet.awaitEnded(DEVICES);
        drydock.crash(Service.DEVICE_DISPATCHER);
      }
      fleet.awaitEnded(DEVICES);
      fleet.stop();

      // then
      fleet.assertAllKept(drydock);
    }
  }
}
