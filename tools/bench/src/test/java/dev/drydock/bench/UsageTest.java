package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    assertThat(cost.cpuUnknown()).isEmpty();
    assertThat(cost.processorsBusy()).isCloseTo(0.4, within(1e-9));
  }

  @Test
  void shouldLeaveOutAProcessWhenItsTimeIsNotKnown() {
    // given: the gateway's time went back, the broker has ended, and the projector had before
    Map<String, @Nullable Duration> later = new LinkedHashMap<>();
    later.put("gateway", Duration.ofSeconds(6));
    later.put("broker", null);
    later.put("projector", null);
    later.put("load", Duration.ofSeconds(4));
    var start =
        new Usage(
            0,
            Map.of(
                "gateway",
                Duration.ofSeconds(7),
                "broker",
                Duration.ofSeconds(1),
                "load",
                Duration.ofSeconds(2)),
            0);
    var end = new Usage(SPAN.toNanos(), later, 0);

    // when
    Usage.Cost cost = end.since(start, 1_000, 60_000);

    // then
    assertThat(cost.cpuMsByProcess()).containsOnly(Map.entry("load", 2.0));
    assertThat(cost.cpuUnknown()).containsExactly("gateway", "broker", "projector");
    assertThat(cost.cpuMsPerOperation()).isCloseTo(2, within(1e-9));
    assertThat(end.busySince(start)).containsOnly(Map.entry("load", 0.2));
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
