package dev.drydock.check.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;

/** Checks what a writer wrote. */
final class Checks {

  private final LogWriter writer;

  Checks(LogWriter writer) {
    this.writer = writer;
  }

  /** The writer's time, a log that goes on and may be old. */
  CheckOptions running() {
    return CheckOptions.running(Instant.ofEpochMilli(writer.nowMs()));
  }

  /** The writer's time, a log to which nothing comes any more, with nothing deleted. */
  CheckOptions quiet() {
    return running().withQuiet(true).withComplete(true);
  }

  CheckReport check(CheckOptions options) {
    LogCheck check = new LogCheck(options, Set.of());
    check.check(writer.log());
    return check.report(0, 0);
  }

  static void assertOnly(CheckReport report, Invariant invariant, String words) {
    assertThat(report.violations())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.invariant()).isEqualTo(invariant);
              assertThat(violation.sentence()).contains(words);
            });
  }
}
