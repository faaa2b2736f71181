package dev.drydock.check.core;

import static org.assertj.core.api.Assertions.assertThat;

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
    AckEntry said = log.acks.get(0);
    log.acks.set(
        0, new AckEntry(said.offset(), DEVICE, operation, AckKind.PROGRESS, said.progress()));

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
    AckEntry said = log.acks.get(0);
    log.acks.set(
        0, new AckEntry(said.offset(), "fabrikam/room-1", operation, AckKind.SUCCEEDED, null));

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
        s -> Changes.standing(s, new StatusEntry.Standing(State.FAILED, null, "deliveryTimeout")));

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
        s -> Changes.standing(s, new StatusEntry.Standing(State.QUEUED, Phase.DELIVERED, null)));

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
        log.statusesOf(operation).get(1),
        s -> Changes.caused(s, new LogCause.Timer("delivery", MemoryShardLog.PARTITION, 7)));

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
    Checks.assertOnly(report, Invariant.TRUE_CAUSE, "Expected a deadline of the phase ADMITTED");
  }

  @Test
  void shouldFindI5WhenNothingCouldCauseTheState() {
    // given
    String operation = writer.admit(DEVICE);
    writer.fail(operation);
    log.replaceStatus(
        log.statusesOf(operation).get(1),
        s -> Changes.standing(s, new StatusEntry.Standing(State.FAILED, null, "badLuck")));

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
    Position elsewhere = new Position(LogTopic.DEVICE_ACKS, 1, log.acks.get(0).offset());
    log.replaceStatus(
        log.statusesOf(operation).get(1), s -> Changes.caused(s, new LogCause.Input(elsewhere)));

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
    log.bound(LogTopic.DEVICE_ACKS, log.acks.get(0).offset() + 1, Long.MAX_VALUE);
    log.bound(LogTopic.UPDATE_COMMANDS, log.requests.get(0).offset() + 1, Long.MAX_VALUE);

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
    log.bound(LogTopic.DEVICE_ACKS, 0, log.acks.get(0).offset());
    log.bound(LogTopic.OPERATION_STATUS, 0, log.statusesOf(operation).get(1).offset());

    // when
    CheckReport report = checks.check(checks.running().withComplete(true));

    // then
    assertThat(report.violations()).isEmpty();
    assertThat(report.counts().open()).isEqualTo(1);
  }
}
