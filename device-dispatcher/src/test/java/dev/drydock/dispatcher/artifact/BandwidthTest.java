package dev.drydock.dispatcher.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class BandwidthTest {

  private static final Map<String, Long> LIMITS = Map.of("a", 1_000L, "b", 10L);

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 7);
  private final Bandwidth bandwidth =
      new Bandwidth(tenant -> LIMITS.getOrDefault(tenant, Long.MAX_VALUE), now::get);

  @Test
  void shouldSpreadWhatATenantSendsOverTime() {
    assertThat(bandwidth.take("a", 500)).isZero();
    assertThat(bandwidth.take("a", 500)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
    assertThat(bandwidth.take("a", 1)).isEqualTo(TimeUnit.SECONDS.toNanos(1));
    assertThat(bandwidth.take("b", 10)).as("another tenant").isZero();
    assertThat(bandwidth.take("c", 1_000_000)).as("a tenant without a limit").isZero();
    assertThat(bandwidth.take("c", 1_000_000)).isZero();
  }

  @Test
  void shouldSaveNothingUp() {
    // given
    bandwidth.take("a", 1_000);

    // when
    now.addAndGet(TimeUnit.HOURS.toNanos(1));

    // then
    assertThat(bandwidth.take("a", 1_000)).isZero();
    assertThat(bandwidth.take("a", 1)).isEqualTo(TimeUnit.SECONDS.toNanos(1));
  }
}
