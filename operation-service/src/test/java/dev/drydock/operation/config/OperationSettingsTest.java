package dev.drydock.operation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.operation.stream.TimerSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OperationSettingsTest {

  @Test
  void shouldHaveADefaultForEachSettingWhenNothingIsSet() {
    // when
    OperationSettings settings = bind(Map.of());

    // then
    assertThat(settings)
        .isEqualTo(
            new OperationSettings(
                Duration.ofMillis(25),
                Duration.ofMillis(4),
                500,
                Duration.ofSeconds(60),
                Duration.ofDays(30),
                Duration.ofDays(30),
                Duration.ofMinutes(1),
                Duration.ofMinutes(15)));
  }

  @Test
  void shouldPassTheTimersOnWhenTheyAreSet() {
    // when
    OperationSettings settings =
        bind(
            Map.of(
                "drydock.operation.tick-interval", "70ms",
                "drydock.operation.tick-budget", "9ms",
                "drydock.operation.batch-size", "7",
                "drydock.operation.park-grace", "2s",
                "drydock.operation.keep-ended", "3h",
                "drydock.operation.status-retention", "25h",
                "drydock.operation.outage-after", "4s",
                "drydock.operation.outage-grace", "5m"));

    // then
    assertThat(settings.timers())
        .isEqualTo(
            new TimerSettings(
                Duration.ofMillis(70),
                Duration.ofMillis(9),
                7,
                Duration.ofSeconds(2),
                Duration.ofHours(3),
                Duration.ofHours(25),
                Duration.ofSeconds(4),
                Duration.ofMinutes(5)));
  }

  @ParameterizedTest
  @CsvSource({
    "tick-interval, 9ms",
    "tick-budget, 999us",
    "batch-size, 0",
    "park-grace, 999ms",
    "keep-ended, 59m",
    "status-retention, 23h",
    "status-retention, 29d",
    "outage-after, 999ms",
    "outage-grace, -1ms"
  })
  void shouldNameTheKeyAndTheRuleWhenAValueIsTooSmall(String key, String value) {
    assertThatThrownBy(() -> bind(Map.of("drydock.operation." + key, value)))
        .hasRootCauseInstanceOf(IllegalArgumentException.class)
        .rootCause()
        .hasMessageStartingWith("Expected drydock.operation." + key + " to be at least ");
  }

  private static OperationSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("drydock.operation", OperationSettings.class);
  }
}
