package dev.drydock.check.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.Cause;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.schemas.Topic;
import org.junit.jupiter.api.Test;

/** I5. */
class CauseCheckTest {

  private static final String DEVICE = "contoso/room-1";

  private final LogWriter writer = new LogWriter();
  private final MemoryShardLog log = writer.log();
  private final Checks checks = new Checks(writer);

  @Test
  void shouldFindI5WhenASuccessNamesAnotherWordOfTheDevice() {
    // given
    String operation = writer.admit(DEVICE);
    writer.succeed(operation);
    Ack said = log.acks.get(0);
    log.acks.set(0, Changes.said(said, DeviceAckKind.PROGRESS));

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.TRUE_CAUSE, "stands PROGRESS of operation \"op-1\"");
  }

  @Test
  void shouldFindI5WhenASuccessNamesAnotherDevicesWord() {
    // given
    String operation = writer.admit(DEVICE);
    writer.succeed(operation);
    Ack said = log.acks.get(0);
    log.acks.set(
        0,
        Messages.ack(said.offset(), "fabrikam/room-1", operation, DeviceAckKind.SUCCEEDED, null));

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.TRUE_CAUSE, "of device \"fabrikam/room-1\"");
  }

  @Test
  void shouldFindI5WhenASuccessNamesNoRecord() {
    // given
    String operation = writer.admit(DEVICE);
    writer.succeed(operation);
    log.acks.clear();

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.TRUE_CAUSE, "there is none");
  }

  @Test
  void shouldFindI5WhenATimeoutNamesAnAck() {
    // given
    String operation = writer.admit(DEVICE);
    writer.fail(operation);
    log.replaceStatus(
        log.statusesOf(operation).get(1),
        s -> Changes.standing(s, OperationState.FAILED, null, "deliveryTimeout"));

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.TRUE_CAUSE, "Expected a timer of partition 3");
  }

  @Test
  void shouldAllowADeadlineThatIsPutOffAfterAnOutage() {
    // given
    String operation = writer.admit(DEVICE);
    writer.extend(operation);
    writer.extend(operation);
    writer.timeOut(operation, "deliveryTimeout");

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    assertThat(report.violations()).isEmpty();
  }

  @Test
  void shouldFindI5WhenAnOutageChangesMoreThanTheDeadline() {
    // given
    String operation = writer.admit(DEVICE);
    writer.extend(operation);
    log.replaceStatus(
        log.statusesOf(operation).get(1),
        s -> Changes.standing(s, OperationState.QUEUED, OperationPhase.DELIVERED, null));

    // when
    CheckReport report = checks.check(checks.running());

    // then
    Checks.assertOnly(report, Invariant.TRUE_CAUSE, "a change of the deadline alone");
  }

  @Test
  void shouldFindI5WhenATimerWasDueAtAnotherTime() {
    // given
    String operation = writer.admit(DEVICE);
    writer.timeOut(operation, "deliveryTimeout");
    log.replaceStatus(
        log.statusesOf(operation).get(1), s -> Changes.caused(s, Messages.timer("delivery", 7)));

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.TRUE_CAUSE, "due at 7");
  }

  @Test
  void shouldFindI5WhenATimeoutIsNotOneOfItsPhase() {
    // given
    String operation = writer.admit(DEVICE);
    writer.timeOut(operation, "progressTimeout");

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.TRUE_CAUSE, "Expected a deadline of the phase admitted");
  }

  @Test
  void shouldFindI5WhenNothingCouldCauseTheState() {
    // given
    String operation = writer.admit(DEVICE);
    writer.fail(operation);
    log.replaceStatus(
        log.statusesOf(operation).get(1),
        s -> Changes.standing(s, OperationState.FAILED, null, "badLuck"));

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.TRUE_CAUSE, "Expected a state that something can cause");
  }

  @Test
  void shouldFindI5WhenADecisionNamesNoRequest() {
    // given
    String holder = writer.admit(DEVICE);
    writer.conflict(DEVICE, holder);
    log.requests.remove(1);

    // when
    CheckReport report = checks.check(checks.running());

    // then
    Checks.assertOnly(report, Invariant.TRUE_CAUSE, "Expected a record REQUEST");
  }

  @Test
  void shouldFindI5WhenACauseIsOfAnotherShard() {
    // given
    String operation = writer.admit(DEVICE);
    writer.succeed(operation);
    Cause elsewhere = Messages.cause(Topic.DEVICE_ACKS, 1, log.acks.get(0).offset());
    log.replaceStatus(log.statusesOf(operation).get(1), s -> Changes.caused(s, elsewhere));

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.TRUE_CAUSE, "it names device-acks partition 1");
  }

  @Test
  void shouldAllowACauseThatWasDeletedWhenTheLogIsOld() {
    // given
    String operation = writer.admit(DEVICE);
    writer.succeed(operation);
    log.bound(Topic.DEVICE_ACKS, log.acks.get(0).offset() + 1, Long.MAX_VALUE);
    log.bound(Topic.UPDATE_COMMANDS, log.requests.get(0).offset() + 1, Long.MAX_VALUE);

    // when
    CheckReport report = checks.check(checks.running());

    // then
    assertThat(report.violations()).isEmpty();
  }

  @Test
  void shouldAllowACauseThatStandsAfterWhatWasReadWhenTheLogGoesOn() {
    // given
    String operation = writer.admit(DEVICE);
    writer.succeed(operation);
    log.bound(Topic.DEVICE_ACKS, 0, log.acks.get(0).offset());
    log.bound(Topic.OPERATION_STATUS, 0, log.statusesOf(operation).get(1).offset());

    // when
    CheckReport report = checks.check(checks.running().withComplete(true));

    // then
    assertThat(report.violations()).isEmpty();
    assertThat(report.counts().open()).isEqualTo(1);
  }
}
