package dev.drydock.gateway.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.gateway.admission.AdmissionSettings;
import dev.drydock.gateway.batch.BatchSettings;
import dev.drydock.gateway.publish.WritingSettings;
import dev.drydock.gateway.view.ViewSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.webmvc.autoconfigure.WebMvcProperties;

final class WaitCheckTest {

  @Test
  void shouldStartWhenNothingIsSet() {
    assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
  }

  @Test
  void shouldTakeALongerWaitWhenTheBackstopIsLonger() {
    assertThatCode(
            () ->
                check(
                    Map.of(
                        "drydock.gateway.admission.decision-wait",
                        "20s",
                        "spring.mvc.async.request-timeout",
                        "1m")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "drydock.gateway.admission.decision-wait, 13s",
    "drydock.gateway.admission.conflict-pause, 6s",
    "drydock.gateway.writing.timeout, 15s",
    "drydock.gateway.view.timeout, 8s",
    "drydock.gateway.view.fresh-wait, 8s",
    "spring.mvc.async.request-timeout, 24s",
    "drydock.gateway.view.longest-change-wait, 26s",
    "drydock.gateway.batch.limit, 30s",
  })
  void shouldNotStartWhenWaitsOutlastTheBackstop(String key, String value) {
    assertThatThrownBy(() -> check(Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("drydock.gateway.")
        .hasMessageContaining("spring.mvc.async.request-timeout");
  }

  @Test
  void shouldNotStartWhenTheWaitsOfACancellationOutlastTheBackstop() {
    Map<String, String> settings =
        Map.of(
            "drydock.gateway.admission.decision-wait",
            "2s",
            "drydock.gateway.view.fresh-wait",
            "10s",
            "drydock.gateway.view.longest-change-wait",
            "5s");

    assertThatThrownBy(() -> check(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("before and after it, for the view");
  }

  private static void check(Map<String, String> settings) {
    Binder binder = new Binder(new MapConfigurationPropertySource(settings));
    new WaitCheck(
        binder.bindOrCreate("drydock.gateway.admission", AdmissionSettings.class),
        binder.bindOrCreate("drydock.gateway.writing", WritingSettings.class),
        binder.bindOrCreate("drydock.gateway.view", ViewSettings.class),
        binder.bindOrCreate("drydock.gateway.batch", BatchSettings.class),
        binder.bindOrCreate("spring.mvc", WebMvcProperties.class));
  }
}
