package dev.drydock.dispatcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.ddi.AckLog;
import dev.drydock.dispatcher.ddi.DdiSettings;
import dev.drydock.dispatcher.ddi.DockDirectory;
import dev.drydock.dispatcher.ddi.DockPlace;
import dev.drydock.dispatcher.ddi.PollingSettings;
import dev.drydock.dispatcher.ddi.auth.GatewayTokenSettings;
import dev.drydock.messages.DeviceAck;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Settings are checked when the dispatcher starts; the message names key, value and rule. */
final class DdiSettingsTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withUserConfiguration(DdiConfiguration.class)
          .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
          .withBean(InstantSource.class, InstantSource::system)
          .withBean(DockDirectory.class, () -> device -> new DockPlace.Moving())
          .withBean(AckLog.class, NoLog::new);

  @Test
  void shouldStartWhenNothingIsSet() {
    // when / then
    runner.run(
        context -> {
          assertThat(context).hasNotFailed();
          assertThat(context.getBean(DdiSettings.class).selfRegistration()).isTrue();
          assertThat(context.getBean(PollingSettings.class))
              .isEqualTo(
                  new PollingSettings(
                      Duration.ofMinutes(5), Duration.ofSeconds(30), Map.of(), 0.1));
        });
  }

  @ParameterizedTest
  @CsvSource({
    "public-url, /ddi",
    "grace.after-deadline, -1s",
    "grace.to-stop, 31d",
    "grace.tenants.acme, -1s",
    "answer-timeout, 0",
    "polling.interval, 999ms",
    "polling.interval, 86401s",
    "polling.waiting-interval, 0",
    "polling.tenants.acme, 25h",
    "polling.jitter, -0.1",
    "polling.jitter, 0.6",
    "polling.jitter, NaN",
    "sights.interval, 59s",
    "sights.per-second, 0",
    "sights.capacity, 0",
    "reports.hold, 0",
    "reports.progress-wait, 0",
    "reports.retry-interval, 9ms",
    "reports.memory, 1023KB",
    "reports.max-age, 59s",
    "limits.polls, 0",
    "limits.progress, 63",
    "limits.forwarded, 0",
    "limits.per-device, 0",
    "limits.calls-per-device, 0",
    "forwarding.connect-timeout, 0",
    "forwarding.timeout, 0",
    "token-secret-location, file:/no/such/file",
    "previous-token-secret-location, classpath:application.yml",
    "gateway-tokens.acme, fifteen-letters",
    "client-certificates.trusted-proxies, proxy.test",
    "client-certificates.trusted-proxies, 10.0.0.256",
    "client-certificates.common-name-header, ' '",
  })
  void shouldNotStartWhenASettingIsOutOfItsRange(String key, String value) {
    // when / then
    runner
        .withPropertyValues("drydock.dispatcher.ddi." + key + '=' + value)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("IllegalArgumentException: Expected ")
                    .hasStackTraceContaining("drydock.dispatcher.ddi."));
  }

  @Test
  void shouldNotTellTheTokens() {
    // given
    GatewayTokenSettings settings = new GatewayTokenSettings(Map.of("acme", "a-secret-of-acme"));

    // then
    assertThat(settings.toString()).contains("acme").doesNotContain("a-secret-of-acme");
  }

  private static final class NoLog implements AckLog {

    @Override
    public CompletableFuture<Void> write(DeviceAck ack) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Boolean> fetch(DeviceAck fetched) {
      return new CompletableFuture<>();
    }
  }
}
