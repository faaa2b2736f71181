package dev.drydock.gateway.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AllowanceTest {

  @ParameterizedTest
  @CsvSource({
    "2000, PT1S, 100, PT0.05S",
    "30, PT1S, 21, PT0.7S",
    "100, PT1S, 21, PT0.21S",
    "2, PT90S, 2, PT90S",
    "1, PT0.001S, 1, PT0.001S",
  })
  void shouldSpreadTheLimitOverThePeriod(int limit, Duration period, int requests, Duration every) {
    // when
    Allowance allowance = Allowance.of(limit, period);

    // then
    assertThat(allowance).isEqualTo(new Allowance(requests, every));
  }

  @Test
  void shouldLetAsManyPassInTheLongRunWhateverTheLimit() {
    for (int limit = 1; limit < 5_000; limit += 7) {
      // when
      Allowance allowance = Allowance.of(limit, Duration.ofSeconds(1));

      // then
      double perSecond = allowance.requests() * 1e9 / allowance.every().toNanos();
      assertThat(perSecond).isCloseTo(limit, withPercentage(0.01));
    }
  }
}
