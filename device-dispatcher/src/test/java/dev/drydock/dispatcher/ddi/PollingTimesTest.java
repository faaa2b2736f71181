package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When devices are to come again. */
final class PollingTimesTest {

  @ParameterizedTest
  @CsvSource({
    "acme, false, 0.5, 300",
    "acme, false, 0.0, 270",
    "acme, false, 0.9999999, 330",
    "acme, true, 0.5, 30",
    "acme, true, 0.0, 27",
    "quick, false, 0.0, 1",
    "quick, true, 0.5, 1",
    "slow, false, 0.9999999, 86399",
    "slow, false, 0.0, 77760",
  })
  void shouldSpreadDevices(String tenantId, boolean isWaiting, double chance, int seconds) {
    // given
    PollingTimes times =
        new PollingTimes(
            new PollingSettings(
                Duration.ofMinutes(5),
                Duration.ofSeconds(30),
                Map.of("quick", Duration.ofSeconds(1), "slow", Duration.ofHours(24)),
                0.1),
            () -> chance);

    // then
    assertThat(times.seconds(tenantId, isWaiting)).isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource({"1, 00:00:01", "61, 00:01:01", "3600, 01:00:00", "86399, 23:59:59"})
  void shouldTellTimesAsAgentsReadThem(int seconds, String text) {
    assertThat(PollingTimes.text(seconds)).isEqualTo(text);
  }
}
