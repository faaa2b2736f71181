package dev.drydock.check.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** I1, and the log's share of I2. */
class DockCheckTest {

  private static final String DEVICE = "contoso/room-1";

  private final LogWriter writer = new LogWriter();
  private final MemoryShardLog log = writer.log();
  private final Checks checks = new Checks(writer);

  @Test
  void shouldFindI1WhenADockIsAdmittedToTwice() {
    // given
    String first = writer.admit(DEVICE);
    writer.succeed(first);
    writer.succeed(writer.admit(DEVICE));
    log.dispatches.removeIf(
        e -> e.kind().equals(DispatchEventKind.DOCK_RELEASED) && e.operationId().equals(first));

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.ONE_IN_FLIGHT, "operation \"op-1\" holds the dock");
  }

  @Test
  void shouldFindI1WhenARecordThatIsNotFinalReleasesTheDock() {
    // given
    String operation = writer.admit(DEVICE);
    writer.succeed(operation);
    long notFinal = log.statuses.get(0).offset();
    log.replaceDispatch(
        DispatchEventKind.DOCK_RELEASED,
        release -> Changes.caused(release, Topic.OPERATION_STATUS, notFinal));

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.ONE_IN_FLIGHT, "it names operation-status partition 3");
  }

  @Test
  void shouldFindI1WhenTheDockOfAnotherIsReleased() {
    // given
    String first = writer.admit(DEVICE);
    writer.succeed(first);
    Decision release = log.dispatches.get(1);
    writer.admit(DEVICE);
    log.dispatches.add(Changes.moved(release, log.dispatches.get(2).offset() + 1));

    // when
    CheckReport report = checks.check(checks.running());

    // then
    Checks.assertOnly(report, Invariant.ONE_IN_FLIGHT, "Expected the holder");
  }

  @Test
  void shouldFindI1WhenADeviceIsGivenWhatDoesNotHoldItsDock() {
    // given
    String operation = writer.admit(DEVICE);
    writer.succeed(operation);
    Ack fetched = writer.ack(operation, DeviceAckKind.FETCHED, null);
    log.dispatches.add(
        Messages.decision(
            fetched.offset() + 1,
            DispatchEventKind.UPDATE_DELIVERED,
            DEVICE,
            operation,
            Messages.cause(Topic.DEVICE_ACKS, fetched.offset())));

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.ONE_IN_FLIGHT, "gives the device");
  }

  @Test
  void shouldFindI2WhenTheDockIsFreeAtAConflict() {
    // given
    String first = writer.admit(DEVICE);
    writer.succeed(first);
    writer.conflict(DEVICE, first);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.TRUE_CONFLICT, "but the dock is free");
  }

  @Test
  void shouldFindI3WhenADockHoldsWhatHasEndedAndNothingIsOnItsWay() {
    // given
    writer.succeed(writer.admit(DEVICE));
    log.dispatches.remove(1);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.KEPT_PROMISE, "Expected the dock in partition 3");
  }

  @Test
  void shouldFindI3WhenADockHoldsForLongWhatHasEnded() {
    // given
    writer.succeed(writer.admit(DEVICE));
    log.dispatches.remove(1);
    Instant now = Instant.ofEpochMilli(writer.nowMs());

    // when
    CheckReport soon = checks.check(checks.running());
    CheckReport late = checks.check(CheckOptions.running(now.plus(Duration.ofMinutes(2))));

    // then
    assertThat(soon.violations()).isEmpty();
    Checks.assertOnly(late, Invariant.KEPT_PROMISE, "to be released");
  }

  @Test
  void shouldAllowAHolderThatIsNotKnownWhenItsAdmissionWasDeleted() {
    // given
    String first = writer.admit(DEVICE);
    writer.conflict(DEVICE, first);
    log.bound(Topic.DISPATCH_EVENTS, log.dispatches.get(0).offset() + 1, Long.MAX_VALUE);
    log.bound(Topic.UPDATE_COMMANDS, log.requests.get(1).offset(), Long.MAX_VALUE);

    // when
    CheckReport report = checks.check(checks.running());

    // then
    assertThat(report.violations()).isEmpty();
  }
}
