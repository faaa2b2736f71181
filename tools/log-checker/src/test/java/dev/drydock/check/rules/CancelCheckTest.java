package dev.drydock.check.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.schemas.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** I11. */
class CancelCheckTest {

  private static final String DEVICE = "contoso/room-1";

  private final LogWriter writer = new LogWriter();
  private final MemoryShardLog log = writer.log();
  private final Checks checks = new Checks(writer);

  @Test
  void shouldFindNothingWhenCancelsGoAsPromised() {
    // given
    writer.withdraw(writer.admit(DEVICE), false);
    String forced = writer.admit(DEVICE);
    writer.deliver(forced);
    writer.withdraw(forced, true);
    writer.refuseFetch(forced);
    String refused = writer.admit(DEVICE);
    writer.deliver(refused);
    writer.askToStop(refused);
    writer.refuseToStop(refused);
    writer.askToStop(refused);
    writer.progress(refused, OperationPhase.INSTALLING, "1 of 2");
    writer.stop(refused);
    writer.cancelTooLate(refused, true);
    writer.lateResult(refused, DeviceAckKind.SUCCEEDED);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    assertThat(report.violations()).isEmpty();
    assertThat(report.counts().cancelled()).isEqualTo(3);
    assertThat(report.counts().cancels()).isEqualTo(7);
    assertThat(report.summary()).contains("3 cancelled", "7 cancels");
  }

  @Test
  void shouldFindNothingWhenADeviceThatIsDoneIsGivenNothing() {
    // given
    String operation = writer.admit(DEVICE);
    writer.deliver(operation);
    writer.succeed(operation);
    Decision release = log.dispatches.remove(log.dispatches.size() - 1);
    writer.refuseFetch(operation);
    log.dispatches.add(release);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    assertThat(report.violations()).isEmpty();
  }

  @Test
  void shouldFindI11WhenADeviceIsGivenWhatWasWithdrawn() {
    // given
    String operation = writer.admit(DEVICE);
    Ack fetched = writer.ack(operation, DeviceAckKind.FETCHED, null);
    writer.withdraw(operation, false);
    long withdrawal = log.dispatches.get(1).offset();
    log.dispatches.add(
        Messages.decision(
            withdrawal + 1,
            DispatchEventKind.UPDATE_DELIVERED,
            DEVICE,
            operation,
            Messages.cause(Topic.DEVICE_ACKS, fetched.offset())));

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.TRUE_CANCEL, "it was withdrawn before");
  }

  @Test
  void shouldFindI11WhenADeviceThatHasTheUpdateIsNotAsked() {
    // given
    String operation = writer.admit(DEVICE);
    writer.deliver(operation);
    writer.withdraw(operation, false);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.TRUE_CANCEL, "the device was given it");
  }

  @Test
  void shouldFindI11WhenTheHolderIsNotCancelled() {
    // given
    String operation = writer.admit(DEVICE);
    writer.cancelTooLate(operation, false);

    // when
    CheckReport report = checks.check(checks.running().withComplete(true));

    // then
    Checks.assertOnly(report, Invariant.TRUE_CANCEL, "it holds the dock");
  }

  @Test
  void shouldAllowCancelsOfAHolderThatIsNotKnownWhenItsAdmissionWasDeleted() {
    // given
    String operation = writer.admit(DEVICE);
    writer.deliver(operation);
    writer.askToStop(operation);
    writer.stop(operation);
    log.bound(Topic.DISPATCH_EVENTS, log.dispatches.get(1).offset(), Long.MAX_VALUE);
    log.bound(Topic.UPDATE_COMMANDS, log.cancels.get(0).offset(), Long.MAX_VALUE);

    // when
    CheckReport report = checks.check(checks.running());

    // then
    assertThat(report.violations()).isEmpty();
  }

  @Test
  void shouldFindI3WhenACancelIsNotDecided() {
    // given
    String operation = writer.admit(DEVICE);
    writer.cancel(operation, false);
    writer.succeed(operation);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.KEPT_PROMISE, "Expected a decision on operation \"op-1\"");
  }

  @Test
  void shouldFindI5WhenADeviceThatStoppedIsSaidToHaveRejected() {
    // given
    String operation = writer.admit(DEVICE);
    writer.askToStop(operation);
    writer.sayRejectedThoughStopped(operation);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.TRUE_CAUSE, "Expected a record REJECTED");
  }

  @Test
  void shouldFindI6WhenAStateGoesBackWithTheCancel() {
    // given
    String operation = writer.admit(DEVICE);
    writer.progress(operation, OperationPhase.INSTALLING, "1 of 2");
    writer.askToStop(operation);
    log.replaceStatus(
        log.statusesOf(operation).get(2),
        s -> Changes.standing(s, OperationState.QUEUED, OperationPhase.CANCEL_REQUESTED, null));

    // when
    CheckReport report = checks.check(checks.running().withComplete(true));

    // then
    Checks.assertOnly(report, Invariant.MONOTONE, "no way back from inProgress (installing)");
  }

  @Test
  void shouldBelieveCallersWhenTheyWereToldTheTruth() {
    // given
    String cancelled = writer.admit(DEVICE);
    writer.withdraw(cancelled, false);
    String succeeded = writer.admit(DEVICE);
    writer.succeed(succeeded);
    writer.cancelTooLate(succeeded, false);
    List<AnsweredCancel> answers =
        List.of(
            AnsweredCancel.accepted(DEVICE, cancelled),
            AnsweredCancel.accepted(DEVICE, cancelled),
            AnsweredCancel.tooLate(DEVICE, cancelled, OperationState.CANCELLED),
            AnsweredCancel.tooLate(DEVICE, succeeded, OperationState.SUCCESSFUL),
            AnsweredCancel.tooLate(DEVICE, succeeded, AnsweredCancel.NOT_CANCELLED));

    // when
    CheckReport report = checks.check(checks.quiet().withAnsweredCancels(answers));

    // then
    assertThat(report.violations()).isEmpty();
  }

  @Test
  void shouldFindI11WhenAnAcceptedCancelIsNotInTheLog() {
    // given
    String operation = writer.admit(DEVICE);
    writer.succeed(operation);
    var answers = List.of(AnsweredCancel.accepted(DEVICE, operation));

    // when
    CheckReport report = checks.check(checks.quiet().withAnsweredCancels(answers));

    // then
    Checks.assertOnly(report, Invariant.TRUE_CANCEL, "each cancel of operation \"op-1\"");
  }

  @Test
  void shouldFindI11WhenACallerWasToldOfAnotherEnd() {
    // given
    String operation = writer.admit(DEVICE);
    writer.withdraw(operation, false);
    var answers = List.of(AnsweredCancel.tooLate(DEVICE, operation, AnsweredCancel.NOT_CANCELLED));

    // when
    CheckReport report = checks.check(checks.quiet().withAnsweredCancels(answers));

    // then
    Checks.assertOnly(report, Invariant.TRUE_CANCEL, "but it is cancelled");
  }

  @Test
  void shouldFindI11WhenACallerWasToldOfAnEndThatIsNone() {
    // given
    String operation = writer.admit(DEVICE);
    var answers = List.of(AnsweredCancel.tooLate(DEVICE, operation, OperationState.FAILED));

    // when
    CheckReport report = checks.check(checks.running().withAnsweredCancels(answers));

    // then
    Checks.assertOnly(report, Invariant.TRUE_CANCEL, "it has not ended");
  }
}
