package dev.drydock.projector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PropertiesTest {

  @Test
  void shouldHaveDefaultsThatFitTheLocalStack() {
    DatabaseProperties database = bindDatabase(Map.of());

    assertThat(database)
        .isEqualTo(
            new DatabaseProperties(
                "jdbc:postgresql://127.0.0.1:5433/drydock",
                "drydock",
                "",
                "drydock_view",
                6,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2)));
  }

  @ParameterizedTest
  @CsvSource({
    "url, jdbc:h2:mem:x, a URL of jdbc:postgresql:",
    "username, ' ', Expected a value of",
    "schema, Drydock, lower-case letters",
    "schema, x; drop, lower-case letters",
    "pool-size, 1, from 2 to 100",
    "pool-size, 101, from 2 to 100",
    "connection-timeout, 1ms, from PT0.25S to PT1M",
    "statement-timeout, 5m, from PT1S to PT2M",
    "query-timeout, 99ms, from PT0.1S to PT30S",
    "query-timeout, 31s, from PT0.1S to PT30S"
  })
  void shouldNameKeyAndRuleWhenAValueIsNotAllowed(String name, String value, String rule) {
    String key = "drydock.projector.database." + name;

    assertThatThrownBy(() -> bindDatabase(Map.of(key, value)))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(rule);
  }

  @Test
  void shouldKeepForThirtyDaysWhenNothingElseIsSaid() {
    assertThat(bindRetention(Map.of()))
        .isEqualTo(new RetentionProperties(Duration.ofDays(30), Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "period, 23h, PT24H or more",
    "interval, 10ms, from PT1S to PT24H",
    "interval, 2d, from PT1S to PT24H"
  })
  void shouldNameKeyAndRuleWhenARetentionIsNotAllowed(String name, String value, String rule) {
    String key = "drydock.projector.retention." + name;

    assertThatThrownBy(() -> bindRetention(Map.of(key, value)))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(rule);
  }

  private static RetentionProperties bindRetention(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("drydock.projector.retention", RetentionProperties.class);
  }

  private static DatabaseProperties bindDatabase(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("drydock.projector.database", DatabaseProperties.class);
  }
}
