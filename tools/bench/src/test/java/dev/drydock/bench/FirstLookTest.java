package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FirstLookTest {

  private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

  private final FirstLook look = new FirstLook();

  @Test
  void shouldComeLaterWhenItWasTooEarly() {
    // when
    look.looked(false);

    // then
    assertThat(look.nanos()).isEqualTo(208 * MS);
    assertThat(look.againNanos()).isEqualTo(104 * MS);
  }

  @Test
  void shouldComeEarlierWhenItSawTheEnd() {
    // when
    look.looked(true);

    // then
    assertThat(look.nanos()).isEqualTo(198 * MS);
  }

  @Test
  void shouldStayWithinBoundsWhateverItFinds() {
    // when
    for (int i = 0; i < 1_000; i++) {
      look.looked(false);
    }

    // then
    assertThat(look.nanos()).isEqualTo(1_000 * MS);
    for (int i = 0; i < 1_000; i++) {
      look.looked(true);
    }
    assertThat(look.nanos()).isEqualTo(50 * MS);
  }
}
