package dev.drydock.check.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.OperationPhase;
import org.junit.jupiter.api.Test;

/** The whole of a check. */
class LogCheckTest {

  private static final String DEVICE = "contoso/room-1";

  private final LogWriter writer = new LogWriter();
  private final MemoryShardLog log = writer.log();
  private final Checks checks = new Checks(writer);

  @Test
  void shouldFindNothingWhenEveryPromiseIsKept() {
    // given
    String first = writer.admit(DEVICE);
    writer.conflict(DEVICE, first);
    writer.deliver(first);
    writer.progress(first, OperationPhase.DOWNLOADING, "1 of 2");
    writer.progress(first, OperationPhase.INSTALLING, "2 of 2");
    writer.succeed(first);
    writer.ack(first, DeviceAckKind.SUCCEEDED, null);
    writer.refuseFetch(first);
    writer.refuse("contoso/unknown");
    String second = writer.admit(DEVICE);
    writer.fail(second);
    writer.reject(writer.admit(DEVICE));
    writer.timeOut(writer.admit(DEVICE), "deliveryTimeout");

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    assertThat(report.violations()).isEmpty();
    assertThat(report.isClean()).isTrue();
    assertThat(report.counts())
        .isEqualTo(new LogCounts(6, 0, 4, 1, 1, 0, 0, 8, 11, 1, 3, 0, 0, 0, 0));
    assertThat(report.summary()).startsWith("Clean: 6 requests (0 undecided), 4 operations (1");
  }

  @Test
  void shouldAllowMissingStatusesWhenTheOperationWasForgotten() {
    // given
    String operation = writer.admit(DEVICE);
    writer.succeed(operation);
    log.statuses.clear();
    log.forgotten.add(new StatusEntry.Forgotten(1, operation, 0));

    // when
    CheckReport report = checks.check(checks.quiet().withComplete(false));

    // then
    assertThat(report.violations()).isEmpty();
  }

  @Test
  void shouldKeepTheFirstWhenThereAreManyViolations() {
    // given
    for (int i = 0; i < Findings.KEPT + 5; i++) {
      writer.request(DEVICE);
    }

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    assertThat(report.violations()).hasSize(Findings.KEPT);
    assertThat(report.violationCount()).isEqualTo(Findings.KEPT + 5);
  }
}
