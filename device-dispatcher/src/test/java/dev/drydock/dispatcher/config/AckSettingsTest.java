package dev.drydock.dispatcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AckSettingsTest {

  private static final String KEY = "drydock.dispatcher.acks.";

  @Test
  void shouldLeaveAnAttemptTimeWhenAcksWaitForOthers() {
    // when
    AckSettings settings = bind(Map.of(KEY + "linger", "4999ms"));

    // then
    assertThat(settings.attempt()).isEqualTo(Duration.ofMillis(1));
  }

  @ParameterizedTest
  @CsvSource({
    "timeout, 999ms, .decision-wait to be 1 s or more",
    "decision-wait, 0, .decision-wait to be 1 s or more",
    "linger, -1ms, .max-block to be 0 or more",
    "max-block, -1ms, .max-block to be 0 or more",
    "linger, 5s, to be less than half of .timeout (PT10S)",
    "linger, 6s, to be less than half of .timeout (PT10S)",
    "memory, 1KB, to be 1 MB or more",
  })
  void shouldNameTheKeyAndTheRuleWhenAValueIsOutOfItsRange(String key, String value, String rule) {
    assertThatThrownBy(() -> bind(Map.of(KEY + key, value)))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Expected drydock.dispatcher.acks.")
        .hasMessageContaining(rule);
  }

  private static AckSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("drydock.dispatcher.acks", AckSettings.class);
  }
}
