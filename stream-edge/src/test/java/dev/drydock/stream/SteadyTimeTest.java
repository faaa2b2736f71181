package dev.drydock.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SteadyTimeTest {

  private long nanos = Long.MAX_VALUE - 5;
  private final SteadyTime time = new SteadyTime(1_000, () -> nanos);

  @Test
  void shouldCountOnFromTheStart() {
    // when
    nanos += Duration.ofHours(1).toNanos();

    // then
    assertThat(time.milliseconds()).isEqualTo(3_601_000);
    assertThat(time.hiResClockMs()).isEqualTo(Duration.ofNanos(nanos).toMillis());
  }

  @Test
  void shouldWaitAsLongAsIsAskedForByItsOwnTime() throws InterruptedException {
    // given
    long began = System.nanoTime();

    // when
    time.waitObject(this, () -> System.nanoTime() - began > 1_000_000, 1_000 + 60_000);

    // then
    assertThat(System.nanoTime() - began).isLessThan(Duration.ofSeconds(60).toNanos());
  }
}
