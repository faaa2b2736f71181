package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.check.core.CheckReport;
import dev.drydock.local.Service;
import dev.drydock.messages.DeviceCommand;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services die while requests come in. On an installation of its own: no test beside it counts. */
class CrashIT {

  private static final int DEVICES = 20;

  private Installation drydock;

  @BeforeEach
  void start() {
    drydock = Installation.start(StackDirectory.empty("crash"));
  }

  @AfterEach
  void stop() {
    drydock.close();
  }

  @Test
  void shouldKeepEveryPromiseWhenEachServiceIsKilledInTurn() {
    // given
    GraphClient caller = drydock.caller("contoso");
    Fleet fleet = Fleet.of(DEVICES, drydock, caller);
    fleet.devices().forEach(device -> device.onCommand(Fleet::obedient));
    Poster poster = new Poster(caller, fleet);

    // when
    for (Service service : Service.values()) {
      poster.awaitAccepted(DEVICES);
      drydock.crash(service);
      poster.awaitAccepted(DEVICES);
    }
    poster.stop();

    // then
    List<Answer> accepted = poster.accepted();
    CheckReport report = drydock.assertPromisesKept();
    accepted.forEach(answer -> caller.awaitStatus(answer.location(), "successful"));
    assertThat(poster.unexpected()).isEmpty();
    assertThat(accepted).extracting(Answer::operationId).doesNotHaveDuplicates();
    assertThat(report.counts().admissions()).isGreaterThanOrEqualTo(accepted.size());
    assertThat(report.counts().successful()).isEqualTo(report.counts().admissions());
    fleet.devices().forEach(CrashIT::assertToldOnce);
  }

  private static void assertToldOnce(KafkaDevice device) {
    assertThat(device.commands())
        .as("commands to device %s", device.id())
        .extracting(DeviceCommand::getOperationId)
        .doesNotHaveDuplicates();
  }
}
