package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Settings are checked when the gateway starts; the message names key, value and rule. */
final class SettingsTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withUserConfiguration(AllSettings.class)
          .withPropertyValues(
              "drydock.gateway.security.public-key-location=classpath:application.yml");

  @ConfigurationPropertiesScan("dev.drydock.gateway")
  static class AllSettings {}

  @Test
  void shouldStartWhenOnlyTheKeyIsSet() {
    // when / then
    runner.run(context -> assertThat(context).hasNotFailed());
  }

  @ParameterizedTest
  @CsvSource({
    "drydock.gateway.public-url, /beta",
    "drydock.gateway.poll-interval, 0",
    "drydock.gateway.admission.decision-wait, 0",
    "drydock.gateway.admission.conflict-retries, -1",
    "drydock.gateway.admission.conflict-pause, -1ms",
    "drydock.gateway.catalogue.read-wait, 0",
    "drydock.gateway.cors.allowed-origins, fleet.example",
    "drydock.gateway.cors.allowed-origins, https://fleet.example/",
    "drydock.gateway.cors.max-age, -1s",
    "drydock.gateway.deadlines.min, 0",
    "drydock.gateway.deadlines.delivery, P31D",
    "drydock.gateway.deadlines.start, 1s",
    "drydock.gateway.deadlines.progress, 0",
    "drydock.gateway.deadlines.cancel, 59s",
    "drydock.gateway.security.clock-skew, -1s",
    "drydock.gateway.security.cache-size, 0",
    "drydock.gateway.throttle.writes-per-period, 0",
    "drydock.gateway.throttle.reads-per-period, 0",
    "drydock.gateway.throttle.period, 0",
    "drydock.gateway.throttle.max-callers, 0",
    "drydock.gateway.throttle.max-open-exchanges, 0",
    "drydock.gateway.throttle.caller-share, 0",
    "drydock.gateway.throttle.caller-share, 1.1",
    "drydock.gateway.throttle.refusal-delay, -1ms",
    "drydock.gateway.throttle.refusal-delay, 2s",
    "drydock.gateway.view.url, nowhere",
    "drydock.gateway.view.timeout, 0",
    "drydock.gateway.view.breaker-window, 0",
    "drydock.gateway.view.fresh-waits-of-caller, 0",
    "drydock.gateway.writing.timeout, 1ms",
    "drydock.gateway.writing.max-block, -1ms",
    "drydock.gateway.writing.breaker-open, 0",
  })
  void shouldNotStartWhenASettingIsOutOfItsRange(String key, String value) {
    // when / then
    runner
        .withPropertyValues(key + '=' + value)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Expected")
                    .hasMessageContaining(key.substring(0, key.lastIndexOf('.'))));
  }

  @Test
  void shouldNotStartWhenBothWaysToTheKeysAreSet() {
    // when / then
    runner
        .withPropertyValues("drydock.gateway.security.jwk-set-uri=https://issuer.test/keys")
        .run(
            context ->
                assertThat(context).getFailure().rootCause().hasMessageContaining("both is set"));
  }
}
