package dev.drydock.check.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.schemas.Topic;
import org.junit.jupiter.api.Test;

/** I6, and of I1 and I3 what shows in the statuses. */
class StatusCheckTest {

  private static final String DEVICE = "contoso/room-1";

  private final LogWriter writer = new LogWriter();
  private final MemoryShardLog log = writer.log();
  private final Checks checks = new Checks(writer);

  @Test
  void shouldFindI3WhenARevisionIsMissing() {
    // given
    String operation = writer.admit(DEVICE);
    writer.progress(operation, OperationPhase.INSTALLING, "1 of 2");
    writer.succeed(operation);
    log.statuses.remove(1);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.KEPT_PROMISE, "Expected revision 2");
  }

  @Test
  void shouldAllowAMissingRevisionWhenTheLogMayBeCompacted() {
    // given
    String operation = writer.admit(DEVICE);
    writer.progress(operation, OperationPhase.INSTALLING, "1 of 2");
    writer.succeed(operation);
    log.statuses.remove(1);
    log.statuses.remove(0);

    // when
    CheckReport report = checks.check(checks.quiet().withComplete(false));

    // then
    assertThat(report.violations()).isEmpty();
  }

  @Test
  void shouldFindI3AndI6WhenAnOperationEndsTwice() {
    // given
    String operation = writer.admit(DEVICE);
    writer.succeed(operation);
    StatusEntry.Changed end = log.statusesOf(operation).get(1);
    log.statuses.add(Changes.revised(Changes.moved(end, end.offset() + 1), 3));

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    assertThat(report.violations())
        .extracting(Violation::invariant)
        .containsExactly(Invariant.MONOTONE, Invariant.KEPT_PROMISE);
  }

  @Test
  void shouldFindI6WhenAPhaseGoesBack() {
    // given
    String operation = writer.admit(DEVICE);
    writer.progress(operation, OperationPhase.INSTALLING, "2 of 2");
    writer.progress(operation, OperationPhase.DOWNLOADING, "1 of 2");

    // when
    CheckReport report = checks.check(checks.running());

    // then
    Checks.assertOnly(report, Invariant.MONOTONE, "no way back from inProgress (installing)");
  }

  @Test
  void shouldFindI6WhenSomethingFollowsAFinalState() {
    // given
    String operation = writer.admit(DEVICE);
    writer.succeed(operation);
    writer.progress(operation, OperationPhase.INSTALLING, "1 of 2");

    // when
    CheckReport report = checks.check(checks.running());

    // then
    Checks.assertOnly(report, Invariant.MONOTONE, "Expected nothing after successful");
  }

  @Test
  void shouldFindI6WhenStateAndPhaseContradict() {
    // given
    String operation = writer.admit(DEVICE);
    log.replaceStatus(
        log.statusesOf(operation).get(0),
        s -> Changes.standing(s, OperationState.IN_PROGRESS, OperationPhase.ADMITTED, null));

    // when
    CheckReport report = checks.check(checks.running());

    // then
    Checks.assertOnly(report, Invariant.MONOTONE, "a state and a phase that go together");
  }

  @Test
  void shouldFindI6WhenAnOperationIsAdmittedAfterItsEnd() {
    // given
    String operation = writer.admit(DEVICE);
    writer.succeed(operation);
    writer.readmit(operation);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.MONOTONE, "it was admitted before");
  }

  @Test
  void shouldAllowAnEndThatIsToldAgainWhenTheEndItselfWasCompacted() {
    // given
    String operation = writer.admit(DEVICE);
    writer.succeed(operation);
    long before = writer.log().dispatches.get(1).offset();
    writer.readmit(operation);
    log.statuses.subList(0, 2).clear();
    log.bound(Topic.DISPATCH_EVENTS, before + 1, Long.MAX_VALUE);
    log.bound(Topic.UPDATE_COMMANDS, before + 1, Long.MAX_VALUE);

    // when
    CheckReport report = checks.check(checks.quiet().withComplete(false));

    // then
    assertThat(report.violations()).isEmpty();
  }

  @Test
  void shouldFindI5WhenAnEndIsToldAgainBecauseOfNoAdmission() {
    // given
    String operation = writer.admit(DEVICE);
    writer.deliver(operation);
    writer.succeed(operation);
    StatusEntry.Changed end = log.statusesOf(operation).get(2);
    long delivery = log.dispatches.get(1).offset();
    log.statuses.add(
        Changes.caused(
            Changes.moved(end, end.offset() + 1), Messages.cause(Topic.DISPATCH_EVENTS, delivery)));

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.TRUE_CAUSE, "Expected a record ADMISSION");
  }

  @Test
  void shouldFindI6WhenAnOperationMovesToAnotherDevice() {
    // given
    String operation = writer.admit(DEVICE);
    StatusEntry.Changed begin = log.statusesOf(operation).get(0);
    log.statuses.add(
        Messages.status(
            begin.offset() + 1,
            "fabrikam/room-1",
            operation,
            2,
            begin.standing(),
            Messages.cause(Topic.DISPATCH_EVENTS, log.dispatches.get(0).offset())));

    // when
    CheckReport report = checks.check(checks.running());

    // then
    Checks.assertOnly(report, Invariant.MONOTONE, "to stay with its device");
  }

  @Test
  void shouldFindI1WhenAnOperationBeginsBeforeTheEarlierOneEnds() {
    // given
    String first = writer.admit(DEVICE);
    writer.succeed(first);
    String second = writer.admit(DEVICE);
    long begin = log.statusesOf(second).get(0).offset();
    StatusEntry.Changed end = log.statusesOf(first).get(1);
    log.replaceStatus(end, status -> Changes.moved(status, begin + 1));
    log.replaceDispatch(
        DispatchEventKind.DOCK_RELEASED,
        release -> Changes.caused(release, Topic.OPERATION_STATUS, begin + 1));

    // when
    CheckReport report = checks.check(checks.running());

    // then
    Checks.assertOnly(report, Invariant.ONE_IN_FLIGHT, "before another of its device begins");
  }
}
