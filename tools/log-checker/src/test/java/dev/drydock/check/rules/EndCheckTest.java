package dev.drydock.check.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DeviceAckKind;
import org.junit.jupiter.api.Test;

/** I6: what may follow an end. */
class EndCheckTest {

  private static final String DEVICE = "contoso/room-1";

  private final LogWriter writer = new LogWriter();
  private final MemoryShardLog log = writer.log();
  private final Checks checks = new Checks(writer);

  @Test
  void shouldAllowALateResultWhileTheNextOperationIsOpen() {
    // given
    String first = writer.admit(DEVICE);
    writer.withdraw(first, true);
    writer.admit(DEVICE);
    writer.lateResult(first, DeviceAckKind.FAILED);

    // when
    CheckReport report = checks.check(checks.running().withComplete(true));

    // then
    assertThat(report.violations()).isEmpty();
    assertThat(report.counts().open()).isEqualTo(1);
  }

  @Test
  void shouldAllowALateResultWhenTheEndItselfWasCompacted() {
    // given
    String operation = writer.admit(DEVICE);
    writer.withdraw(operation, true);
    writer.lateResult(operation, DeviceAckKind.SUCCEEDED);
    log.statuses.subList(0, 2).clear();

    // when
    CheckReport report = checks.check(checks.quiet().withComplete(false));

    // then
    assertThat(report.violations()).isEmpty();
    assertThat(report.counts().cancelled()).isEqualTo(1);
  }

  @Test
  void shouldAllowAWithdrawalWhenWhatCameBeforeWasCompacted() {
    // given
    String operation = writer.admit(DEVICE);
    writer.withdraw(operation, false);
    log.statuses.remove(0);

    // when
    CheckReport report = checks.check(checks.quiet().withComplete(false));

    // then
    assertThat(report.violations()).isEmpty();
  }

  @Test
  void shouldAllowARequestThatIsReadAfterTheDevicesAnswer() {
    // given
    String operation = writer.admit(DEVICE);
    writer.stopBeforeTheRequestIsRead(operation);
    writer.lateResult(operation, DeviceAckKind.SUCCEEDED);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    assertThat(report.violations()).isEmpty();
    assertThat(report.counts().cancelled()).isEqualTo(1);
  }

  @Test
  void shouldAllowARequestThatIsReadAfterTheDevicesAnswerWhenTheEndItselfWasCompacted() {
    // given
    String operation = writer.admit(DEVICE);
    writer.stopBeforeTheRequestIsRead(operation);
    log.statuses.subList(0, 2).clear();

    // when
    CheckReport report = checks.check(checks.quiet().withComplete(false));

    // then
    assertThat(report.violations()).isEmpty();
  }

  @Test
  void shouldFindI5WhenNoRequestExplainsThatAnEndLosesItsError() {
    // given
    String operation = writer.admit(DEVICE);
    writer.stopBeforeTheRequestIsRead(operation);
    StatusEntry.Changed admission = log.statusesOf(operation).get(0);
    log.replaceStatus(
        log.statusesOf(operation).get(2), status -> Changes.caused(status, admission));

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.TRUE_CAUSE, "WITHDRAWAL_OR_CANCEL_REQUEST");
  }

  @Test
  void shouldFindI6WhenALateResultComesBeforeTheEnd() {
    // given
    String operation = writer.admit(DEVICE);
    writer.succeed(operation);
    log.replaceStatus(
        log.statusesOf(operation).get(1), s -> Changes.late(s, DeviceAckKind.SUCCEEDED));

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.MONOTONE, "Expected an end before a late result");
  }

  @Test
  void shouldFindI6WhenAnOperationGoesOnAfterItsTombstone() {
    // given
    String operation = writer.admit(DEVICE);
    writer.succeed(operation);
    writer.forget(operation);
    writer.lateResult(operation, DeviceAckKind.FAILED);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.MONOTONE, "Expected nothing after a tombstone");
  }

  @Test
  void shouldFindI6WhenATombstoneComesTooEarly() {
    // given
    String operation = writer.admit(DEVICE);
    writer.succeed(operation);
    writer.forget(operation);
    log.forgotten.replaceAll(
        f -> new StatusEntry.Forgotten(f.offset(), f.operationId(), f.atMs() - 1));

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.MONOTONE, "comes 86399999 ms after it");
  }

  @Test
  void shouldFindI6WhenATombstoneIsOfNoOperation() {
    // given
    log.forgotten.add(new StatusEntry.Forgotten(1, "op-unknown", 0));

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.MONOTONE, "\"op-unknown\"");
  }
}
