package dev.drydock.dispatcher.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LoggedFaultsTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 7);
  private final LoggedFaults loggedFaults = new LoggedFaults(now::get);

  @Test
  void shouldTellAFaultAgainAfterAWhileOnly() {
    assertThat(loggedFaults.isNew("a")).isTrue();
    assertThat(loggedFaults.isNew("a")).isFalse();
    assertThat(loggedFaults.isNew("b")).isTrue();
    now.addAndGet(LoggedFaults.SPAN.toNanos() - 1);
    assertThat(loggedFaults.isNew("a")).isFalse();
    now.addAndGet(1);
    assertThat(loggedFaults.isNew("a")).isTrue();
  }

  @Test
  void shouldTellNoMoreThanSomeAtOnce() {
    assertThat(
            IntStream.range(0, 2 * LoggedFaults.MOST).filter(n -> loggedFaults.isNew("fault " + n)))
        .hasSize(LoggedFaults.MOST);
  }
}
