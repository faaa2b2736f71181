package dev.drydock.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.kafka.common.errors.TimeoutException;
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
  void shouldWaitAsLongAsIsAskedForByItsOwnTime() {
    // given
    long began = System.nanoTime();

    // when
    assertThatThrownBy(() -> time.waitObject(this, () -> false, 1_000 + 20))
        .isInstanceOf(TimeoutException.class);

    // then
    assertThat(System.nanoTime() - began).isGreaterThan(Duration.ofMillis(15).toNanos());
  }
}
