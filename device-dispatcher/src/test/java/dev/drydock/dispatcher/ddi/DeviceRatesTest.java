package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.schemas.DeviceKey;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeviceRatesTest {

  private static final DeviceKey WILD = new DeviceKey("tenant", "wild");
  private static final DeviceKey CALM = new DeviceKey("tenant", "calm");

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
  private final DeviceRates rates = new DeviceRates(2, nanos::get);

  @Test
  void shouldTurnAwayTheDeviceThatWritesTooMuchAndNoOther() {
    // given
    rates.isWithin(WILD);
    rates.isWithin(WILD);

    // when
    boolean isWithin = rates.isWithin(WILD);

    // then
    assertThat(isWithin).isFalse();
    assertThat(rates.isWithin(CALM)).isTrue();
  }

  @Test
  void shouldForgetWhatWasWrittenWhenTheSpanIsOver() {
    // given
    rates.isWithin(WILD);
    rates.isWithin(WILD);
    nanos.addAndGet(DeviceRates.SPAN.toNanos() - 1);
    assertThat(rates.isWithin(WILD)).isFalse();

    // when
    nanos.incrementAndGet();

    // then
    assertThat(rates.isWithin(WILD)).isTrue();
  }
}
