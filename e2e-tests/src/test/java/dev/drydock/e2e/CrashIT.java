package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.check.rules.LogCounts;
import dev.drydock.local.Service;
import dev.drydock.local.process.ServiceProcess;
import dev.drydock.messages.DeviceCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Services die while requests come in, or are away for long. On an installation of its own: no test
 * beside it counts.
 */
class CrashIT {

  private static final int DEVICES = 20;
  private static final Duration OUTAGE_AFTER = Duration.ofSeconds(2);
  private static final Duration OUTAGE_GRACE = Duration.ofSeconds(6);

  private static Installation drydock;
  private static GraphClient caller;

  @BeforeAll
  static void start() {
    drydock =
        Installation.start(
            StackDirectory.empty("crash"),
            Map.of(
                Service.OPERATION_SERVICE,
                Map.of(
                    "drydock.operation.outage-after", OUTAGE_AFTER.toString(),
                    "drydock.operation.outage-grace", OUTAGE_GRACE.toString())));
    caller = drydock.caller("contoso");
  }

  @AfterAll
  static void stop() {
    drydock.close();
  }

  @Test
  void shouldKeepEveryPromiseWhenEachServiceIsKilledInTurn() {
    // given
    LogCounts before = drydock.assertPromisesKept().counts();
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
    LogCounts after = drydock.assertPromisesKept().counts();
    long admissions = after.admissions() - before.admissions();
    accepted.forEach(answer -> caller.awaitStatus(answer.location(), "successful"));
    assertThat(poster.unexpected()).isEmpty();
    assertThat(accepted).extracting(Answer::operationId).doesNotHaveDuplicates();
    assertThat(admissions).isGreaterThanOrEqualTo(accepted.size());
    assertThat(after.successful() - before.successful()).isEqualTo(admissions);
    fleet.devices().forEach(CrashIT::assertToldOnce);
  }

  @Test
  void shouldGiveDevicesTimeToReportWhenTheirDeadlinesRanOutInAnOutage() {
    // given
    KafkaDevice reporting = drydock.registeredDevice(caller);
    KafkaDevice silent = drydock.registeredDevice(caller);
    Answer installed = withStartDeadline(reporting);
    Answer neverReported = withStartDeadline(silent);
    ServiceProcess service = drydock.service(Service.OPERATION_SERVICE);
    Instant due =
        Instant.parse(
            caller.awaitStatus(neverReported.location(), "queued").member("/deadlineDateTime"));

    // when
    service.kill();
    await("the deadlines to have passed for long")
        .atMost(Duration.ofSeconds(60))
        .until(() -> Instant.now().isAfter(due.plus(OUTAGE_AFTER.multipliedBy(2))));
    service.start();
    reporting.succeed(installed.operationId());
    service.awaitReady(Duration.ofSeconds(90));
    Instant back = Instant.now();

    // then
    caller.awaitStatus(installed.location(), "successful");
    Answer end = caller.awaitEnd(neverReported.location());
    assertThat(end.member("/status")).isEqualTo("failed");
    assertThat(end.member("/error/code")).isEqualTo("startTimeout");
    assertThat(Instant.parse(end.member("/lastActionDateTime")))
        .isBetween(
            due.plus(OUTAGE_AFTER).plus(OUTAGE_GRACE), back.plus(OUTAGE_GRACE).plusSeconds(5));
    drydock.assertPromisesKept();
  }

  private static Answer withStartDeadline(KafkaDevice device) {
    Answer accepted =
        caller.updateSoftware(device.id(), Release.TEAMS, "start", Duration.ofSeconds(5));
    device.awaitCommand(accepted.operationId());
    device.fetch(accepted.operationId());
    caller.awaitPhase(accepted.location(), "delivered");
    return accepted;
  }

  private static void assertToldOnce(KafkaDevice device) {
    assertThat(device.commands())
        .as("commands to device %s", device.id())
        .extracting(DeviceCommand::getOperationId)
        .doesNotHaveDuplicates();
  }
}
