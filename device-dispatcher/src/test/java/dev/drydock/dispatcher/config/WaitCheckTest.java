package dev.drydock.dispatcher.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.dispatcher.ddi.DdiSettings;
import dev.drydock.dispatcher.ddi.ForwardSettings;
import dev.drydock.dispatcher.ddi.ReportSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WaitCheckTest {

  @Test
  void shouldStartWhenNothingIsSet() {
    assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
  }

  @Test
  void shouldTakeALongerWaitWhenTheOnesAroundItAreLonger() {
    // given
    Map<String, String> settings =
        Map.of(
            "drydock.dispatcher.acks.decision-wait", "20s",
            "drydock.dispatcher.ddi.forwarding.timeout", "25s",
            "drydock.dispatcher.ddi.answer-timeout", "30s");

    // when / then
    assertThatCode(() -> check(settings)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "acks.decision-wait, 15s, ddi.forwarding.timeout (PT15S)",
    "acks.timeout, 14500ms, ddi.forwarding.timeout (PT15S)",
    "acks.max-block, 5s, ddi.forwarding.timeout (PT15S)",
    "ddi.forwarding.timeout, 10s, ddi.forwarding.timeout (PT10S)",
    "ddi.forwarding.timeout, 20s, ddi.answer-timeout (PT20S)",
    "ddi.answer-timeout, 15s, ddi.answer-timeout (PT15S)",
    "ddi.reports.hold, 20s, ddi.answer-timeout (PT20S)",
    "ddi.reports.progress-wait, 21s, ddi.answer-timeout (PT20S)",
  })
  void shouldNotStartWhenAWaitOutlastsTheOneAroundIt(String key, String value, String bound) {
    assertThatThrownBy(() -> check(Map.of("drydock.dispatcher." + key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Expected drydock.dispatcher.")
        .hasMessageContaining(" to be less than drydock.dispatcher." + bound + ", but it is PT");
  }

  private static void check(Map<String, String> settings) {
    Binder binder = new Binder(new MapConfigurationPropertySource(settings));
    new WaitCheck(
        binder.bindOrCreate("drydock.dispatcher.acks", AckSettings.class),
        binder.bindOrCreate("drydock.dispatcher.ddi.forwarding", ForwardSettings.class),
        binder.bindOrCreate("drydock.dispatcher.ddi", DdiSettings.class),
        binder.bindOrCreate("drydock.dispatcher.ddi.reports", ReportSettings.class));
  }
}
