package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.local.Service;
import dev.drydock.messages.DeviceCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The offsets of the stream services' groups are put elsewhere: nothing is decided twice, and
 * nothing is lost (ADR 19). On an installation of its own: no test beside it counts.
 */
class OffsetsIT {

  private static final int DEVICES = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Service[] STREAMS = {Service.DEVICE_DISPATCHER, Service.OPERATION_SERVICE};

  private static Path directory;
  private static Installation drydock;
  private static Groups groups;
  private static GraphClient caller;

  @BeforeAll
  static void start() {
    directory = StackDirectory.empty("offsets");
    drydock = Installation.start(directory);
    groups = new Groups(drydock.bootstrapServers());
    caller = drydock.caller("contoso");
  }

  @AfterAll
  static void stop() {
    groups.close();
    drydock.close();
  }

  @ParameterizedTest
  @CsvSource({"false, false", "true, true"})
  void shouldDecideNothingTwiceWhenTheGroupsArePutBack(boolean traffic, boolean losesItsDisk)
      throws IOException {
    // given
    Fleet fleet = obedientFleet();
    fleet.devices().forEach(OffsetsIT::update);
    Poster poster = traffic ? new Poster(caller, fleet) : null;
    if (poster != null) {
      poster.awaitAccepted(2 * DEVICES);
    }

    // when
    for (Service service : STREAMS) {
      drydock.service(service).stop();
    }
    for (Service service : STREAMS) {
      groups.putBack(service.moduleName());
      if (losesItsDisk) {
        StackDirectory.delete(directory.resolve("state").resolve(service.moduleName()));
      }
    }
    drydock.startAgain(STREAMS);
    if (poster != null) {
      poster.awaitAccepted(2 * DEVICES);
      poster.stop();
    }

    // then
    drydock.assertPromisesKept();
    if (poster != null) {
      assertThat(poster.unexpected()).isEmpty();
      poster.accepted().forEach(answer -> caller.awaitStatus(answer.location(), "successful"));
    }
    fleet.devices().forEach(OffsetsIT::update);
    fleet.devices().forEach(OffsetsIT::assertToldOnce);
    drydock.assertPromisesKept();
  }

  @Test
  void shouldLoseNothingWhenAGroupIsPutForward() {
    // given
    KafkaDevice device = drydock.registeredDevice(caller);
    Answer first = caller.accepted(device.id(), Release.TEAMS);
    device.awaitCommand(first.operationId());
    drydock.service(Service.OPERATION_SERVICE).stop();
    device.succeed(first.operationId());
    groups.putForward(Service.OPERATION_SERVICE.moduleName());

    // when
    drydock.startAgain(Service.OPERATION_SERVICE);

    // then
    caller.awaitStatus(first.location(), "successful");

    // given
    Answer second = awaitAccepted(device);
    device.awaitCommand(second.operationId());
    drydock.service(Service.DEVICE_DISPATCHER).stop();
    device.succeed(second.operationId());
    caller.awaitStatus(second.location(), "successful");
    groups.putForward(Service.DEVICE_DISPATCHER.moduleName());

    // when
    drydock.startAgain(Service.DEVICE_DISPATCHER);

    // then
    Answer third = awaitAccepted(device);
    device.succeed(third.operationId());
    caller.awaitStatus(third.location(), "successful");
    drydock.assertPromisesKept();
  }

  @Test
  void shouldWriteNothingAtRestAndStillEndWhatIsDueInTime() {
    // given
    obedientFleet().devices().forEach(OffsetsIT::update);
    KafkaDevice waiting = drydock.registeredDevice(caller);
    KafkaDevice silent = drydock.registeredDevice(caller);
    Answer lasting = caller.accepted(waiting.id(), Release.TEAMS);
    await("rest").atMost(PATIENCE).until(() -> groups.written(Duration.ofSeconds(2)).isEmpty());

    // when
    Map<String, Long> written = groups.written(Duration.ofSeconds(8));
    Answer timed =
        caller.updateSoftware(silent.id(), Release.TEAMS, "delivery", Duration.ofSeconds(5));
    Answer queued = caller.awaitStatus(timed.location(), "queued");
    Instant due = Instant.parse(queued.member("/deadlineDateTime"));

    // then
    assertThat(written).isEmpty();
    Answer end = caller.awaitEnd(timed.location());
    assertThat(Instant.now()).isBetween(due, due.plusSeconds(5));
    waiting.succeed(lasting.operationId());
    caller.awaitStatus(lasting.location(), "successful");
    assertThat(end.member("/error/code")).isEqualTo("deliveryTimeout");
  }

  private static Fleet obedientFleet() {
    Fleet fleet = Fleet.of(DEVICES, drydock, caller);
    fleet.devices().forEach(device -> device.onCommand(Fleet::obedient));
    return fleet;
  }

  private static void update(KafkaDevice device) {
    caller.awaitStatus(awaitAccepted(device).location(), "successful");
  }

  private static Answer awaitAccepted(KafkaDevice device) {
    return await("the dock of " + device.id() + " to be free")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .until(
            () -> caller.updateSoftware(device.id(), Release.TEAMS),
            answer -> answer.status() == 202);
  }

  private static void assertToldOnce(KafkaDevice device) {
    List<DeviceCommand> commands = device.commands();
    assertThat(commands)
        .as("commands to device %s", device.id())
        .extracting(DeviceCommand::getOperationId)
        .doesNotHaveDuplicates();
  }
}
