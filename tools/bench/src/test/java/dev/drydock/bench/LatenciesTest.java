package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  private final Latencies latencies = new Latencies();

  @Test
  void shouldTellPercentilesWhenManyAreRecorded() {
    // given
    for (int ms = 1; ms <= 1_000; ms++) {
      latencies.record(TimeUnit.MILLISECONDS.toNanos(ms));
    }

    // when
    Latencies.Summary summary = latencies.summary();

    // then
    assertThat(summary.count()).isEqualTo(1_000);
    assertThat(summary.p50Ms()).isCloseTo(500, within(1.0));
    assertThat(summary.p99Ms()).isCloseTo(990, within(1.0));
    assertThat(summary.maxMs()).isCloseTo(1_000, within(1.0));
  }

  @Test
  void shouldBeZeroWhenNothingIsRecorded() {
    assertThat(latencies.summary()).isEqualTo(new Latencies.Summary(0, 0, 0, 0));
  }

  @Test
  void shouldStayWithinRangeWhenValueIsBeyondIt() {
    // when
    latencies.record(-5);
    latencies.record(Duration.ofHours(2).toNanos());

    // then
    assertThat(latencies.summary().count()).isEqualTo(2);
    assertThat(latencies.summary().maxMs()).isCloseTo(600_000, within(600.0));
  }
}
