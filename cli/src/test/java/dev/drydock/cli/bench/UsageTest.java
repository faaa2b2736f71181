package dev.drydock.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageTest {

  private static final Duration SPAN = Duration.ofSeconds(10);

  private final Usage before =
      new Usage(
          1_000, Map.of("gateway", Duration.ofSeconds(7), "broker", Duration.ofSeconds(1)), 50);

  private final Usage after =
      new Usage(
          1_000 + SPAN.toNanos(),
          Map.of("gateway", Duration.ofSeconds(10), "broker", Duration.ofSeconds(2)),
          50 + 120_000);

  @Test
  void shouldTellRatioWhenCeilingIsKnown() {
    // when
    Usage.Cost cost = after.since(before, 1_000, 60_000);

    // then
    assertThat(cost.entriesPerSecond()).isEqualTo(12_000);
    assertThat(cost.entriesPerOperation()).isEqualTo(120);
    assertThat(cost.ratio()).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void shouldTellHowBusyEachProcessWasWhenAsked() {
    assertThat(after.busySince(before)).containsEntry("gateway", 0.3).containsEntry("broker", 0.1);
  }

  @Test
  void shouldShareOutCpuTimeWhenOperationsWereCompleted() {
    // when
    Usage.Cost cost = after.since(before, 1_000, 60_000);

    // then
    assertThat(cost.cpuMsPerOperation()).isCloseTo(4, within(1e-9));
    assertThat(cost.cpuMsByProcess())
        .containsOnly(Map.entry("gateway", 3.0), Map.entry("broker", 1.0));
    assertThat(cost.processorsBusy()).isCloseTo(0.4, within(1e-9));
  }

  @Test
  void shouldBeZeroWhenNothingWasCompleted() {
    // when
    Usage.Cost cost = after.since(before, 0, 0);

    // then
    assertThat(cost.cpuMsPerOperation()).isZero();
    assertThat(cost.entriesPerOperation()).isZero();
    assertThat(cost.ratio()).isZero();
  }
}
