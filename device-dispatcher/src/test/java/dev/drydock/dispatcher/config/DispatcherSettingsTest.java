package dev.drydock.dispatcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DispatcherSettingsTest {

  @Test
  void shouldRememberKeysForTwoDaysWhenNothingIsSet() {
    assertThat(bind(Map.of()).idempotencyRetention()).isEqualTo(Duration.ofHours(48));
  }

  @ParameterizedTest
  @ValueSource(strings = {"24h", "30d"})
  void shouldTakeATimeWithinTheBounds(String value) {
    // when
    DispatcherSettings settings = bind(Map.of("drydock.dispatcher.idempotency-retention", value));

    // then
    assertThat(settings.idempotencyRetention()).isBetween(Duration.ofDays(1), Duration.ofDays(30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1439m", "721h", "-48h"})
  void shouldNameTheKeyAndTheRuleWhenATimeIsBeyondTheBounds(String value) {
    assertThatThrownBy(() -> bind(Map.of("drydock.dispatcher.idempotency-retention", value)))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Expected drydock.dispatcher.idempotency-retention to be PT24H to PT720H, but it is ");
  }

  @Test
  void shouldNumberUpdatesFromAThousandAndOneWhenNothingIsSet() {
    assertThat(bind(Map.of()).firstDeploymentNumber()).isEqualTo(1001);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "1000000001"})
  void shouldNameTheKeyAndTheRuleWhenTheFirstNumberIsBeyondTheBounds(String value) {
    assertThatThrownBy(() -> bind(Map.of("drydock.dispatcher.first-deployment-number", value)))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Expected drydock.dispatcher.first-deployment-number to be 11 to 1000000000, but it is"
                + " ");
  }

  private static DispatcherSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("drydock.dispatcher", DispatcherSettings.class);
  }
}
