package dev.drydock.check.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.OperationPhase;
import dev.drydock.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** I3 and I4. */
class PromiseTest {

  private static final String DEVICE = "contoso/room-1";

  private final LogWriter writer = new LogWriter();
  private final MemoryShardLog log = writer.log();
  private final Checks checks = new Checks(writer);

  @Test
  void shouldReportAsOpenWhenAnOperationIsWithinItsDeadline() {
    // given
    writer.admit(DEVICE);

    // when
    CheckReport report = checks.check(checks.running().withComplete(true));

    // then
    assertThat(report.violations()).isEmpty();
    assertThat(report.counts().open()).isEqualTo(1);
  }

  @Test
  void shouldReportAsUndecidedWhenARequestIsYoung() {
    // given
    writer.request(DEVICE);

    // when
    CheckReport report = checks.check(checks.running());

    // then
    assertThat(report.violations()).isEmpty();
    assertThat(report.counts().undecided()).isEqualTo(1);
  }

  @Test
  void shouldExcuseARequestWhenAServiceGaveItUp() {
    // given
    Command request = writer.request(DEVICE);
    LogCheck check =
        new LogCheck(
            checks.quiet(), Set.of(MemoryShardLog.at(Topic.UPDATE_COMMANDS, request.offset())));

    // when
    check.check(log);

    // then
    assertThat(check.report(1, 0).violations()).isEmpty();
  }

  @Test
  void shouldFindI3WhenARequestIsNotDecided() {
    // given
    writer.request(DEVICE);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.KEPT_PROMISE, "Expected a decision on operation \"op-1\"");
  }

  @Test
  void shouldFindI3WhenARequestIsDecidedTwice() {
    // given
    String holder = writer.admit(DEVICE);
    writer.conflict(DEVICE, holder);
    Decision about = log.dispatches.get(1);
    log.dispatches.add(Changes.moved(about, about.offset() + 1));

    // when
    CheckReport report = checks.check(checks.running());

    // then
    Checks.assertOnly(report, Invariant.KEPT_PROMISE, "but there are 2");
  }

  @Test
  void shouldFindI3WhenAnOperationDoesNotEnd() {
    // given
    writer.admit(DEVICE);
    long late = writer.nowMs() + LogWriter.DEADLINE_MS + 1;

    // when
    CheckReport report =
        checks.check(CheckOptions.running(Instant.ofEpochMilli(late)).withGrace(Duration.ZERO));

    // then
    Checks.assertOnly(
        report, Invariant.KEPT_PROMISE, "but it stands at revision 1, queued (admitted)");
  }

  @Test
  void shouldFindI3WhenAnAdmittedOperationNeverBegins() {
    // given
    writer.admit(DEVICE);
    log.statuses.clear();

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.KEPT_PROMISE, "but it stands at revision 0");
  }

  @Test
  void shouldFindI3WhenAChangeComesLongAfterTheDeadline() {
    // given
    String operation = writer.admit(DEVICE);
    writer.succeed(operation);
    StatusEntry.Changed end = log.statusesOf(operation).get(1);
    log.replaceStatus(end, s -> Changes.delayed(s, LogWriter.DEADLINE_MS + 5_000));

    // when
    CheckReport report = checks.check(checks.quiet().withGrace(Duration.ofSeconds(4)));

    // then
    Checks.assertOnly(report, Invariant.KEPT_PROMISE, "at most PT4S after the deadline");
  }

  @Test
  void shouldFindI4WhenAnAnsweredAckIsNotInTheLog() {
    // given
    String operation = writer.admit(DEVICE);
    writer.progress(operation, OperationPhase.INSTALLING, "1 of 2");
    AnsweredAck once = new AnsweredAck(DEVICE, operation, DeviceAckKind.PROGRESS, "1 of 2");

    // when
    CheckReport report = checks.check(checks.running().withAnsweredAcks(List.of(once, once)));

    // then
    Checks.assertOnly(report, Invariant.KEPT_ACK, "1 of AnsweredAck");
  }

  @Test
  void shouldFindNoI4WhenEveryAnsweredAckIsInTheLog() {
    // given
    String operation = writer.admit(DEVICE);
    writer.progress(operation, OperationPhase.INSTALLING, "1 of 2");
    AnsweredAck once = new AnsweredAck(DEVICE, operation, DeviceAckKind.PROGRESS, "1 of 2");

    // when
    CheckReport report = checks.check(checks.running().withAnsweredAcks(List.of(once)));

    // then
    assertThat(report.violations()).isEmpty();
  }
}
