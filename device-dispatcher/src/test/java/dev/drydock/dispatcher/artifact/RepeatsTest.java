package dev.drydock.dispatcher.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RepeatsTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 7);
  private final Repeats repeats = new Repeats(now::get);

  @Test
  void shouldTellAFaultAgainAfterAWhileOnly() {
    assertThat(repeats.isNew("a")).isTrue();
    assertThat(repeats.isNew("a")).isFalse();
    assertThat(repeats.isNew("b")).isTrue();
    now.addAndGet(Repeats.SPAN.toNanos() - 1);
    assertThat(repeats.isNew("a")).isFalse();
    now.addAndGet(1);
    assertThat(repeats.isNew("a")).isTrue();
  }

  @Test
  void shouldTellNoMoreThanSomeAtOnce() {
    assertThat(IntStream.range(0, 2 * Repeats.MOST).filter(n -> repeats.isNew("fault " + n)))
        .hasSize(Repeats.MOST);
  }
}
