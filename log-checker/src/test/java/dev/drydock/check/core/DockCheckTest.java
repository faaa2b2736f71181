package dev.drydock.check.core;

import static org.assertj.core.api.Assertions.assertThat;

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
        e -> e.kind() == DispatchEntry.Kind.DOCK_RELEASED && e.about().operationId().equals(first));

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
        DispatchEntry.Kind.DOCK_RELEASED,
        about ->
            new DispatchEntry.DockReleased(
                Changes.caused(about, LogTopic.OPERATION_STATUS, notFinal)));

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
    DispatchEntry.About release = log.dispatches.get(1).about();
    writer.admit(DEVICE);
    log.dispatches.add(
        new DispatchEntry.DockReleased(
            new DispatchEntry.About(
                log.dispatches.get(2).about().offset() + 1, DEVICE, first, release.cause())));

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
    AckEntry fetched = writer.ack(operation, AckKind.FETCHED, null);
    log.dispatches.add(
        new DispatchEntry.UpdateDelivered(
            new DispatchEntry.About(
                fetched.offset() + 1,
                DEVICE,
                operation,
                new LogCause.Input(MemoryShardLog.at(LogTopic.DEVICE_ACKS, fetched.offset())))));

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
    log.bound(LogTopic.DISPATCH_EVENTS, log.dispatches.get(0).about().offset() + 1, Long.MAX_VALUE);
    log.bound(LogTopic.UPDATE_COMMANDS, log.requests.get(1).offset(), Long.MAX_VALUE);

    // when
    CheckReport report = checks.check(checks.running());

    // then
    assertThat(report.violations()).isEmpty();
  }
}
