package dev.drydock.check.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each corruption has something to break in a log in which everything happens, and is found. */
class CorruptionTest {

  private static final long SEED = 4;

  private final LogWriter writer = new LogGenerator().write(List.of(everything()), SEED);
  private final MemoryShardLog log = writer.log();
  private final Checks checks = new Checks(writer);

  @Test
  void shouldFindNothingWhenNothingIsBroken() {
    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    assertThat(report.violations()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void shouldFindEachCorruption(Corruption corruption) {
    // given
    assertThat(corruption.apply(log, new Random(SEED))).isTrue();

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    assertThat(report.violations()).extracting(Violation::invariant).contains(corruption.broken());
  }

  @ParameterizedTest
  @EnumSource
  void shouldFindEachCorruptionOfACancel(CancelCorruption corruption) {
    // given
    assertThat(corruption.apply(log, new Random(SEED))).isTrue();

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    assertThat(report.violations()).extracting(Violation::invariant).contains(corruption.broken());
  }

  private static List<LogGenerator.Life> everything() {
    List<LogGenerator.Life> lives = new ArrayList<>();
    for (LogGenerator.End end : LogGenerator.End.values()) {
      for (LogGenerator.Asked asked : LogGenerator.Asked.values()) {
        for (boolean fetched : new boolean[] {true, false}) {
          boolean retired = fetched;
          lives.add(new LogGenerator.Life(fetched, 2, 1, asked, end, true, 1, retired));
        }
      }
    }
    return lives;
  }
}
