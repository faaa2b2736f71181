package dev.drydock.simulator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviourTest {

  @Test
  void shouldRefuseWhenOutcomesDoNotMakeOne() {
    assertThatThrownBy(() -> new Behaviour(0, 0.9, 0.2, 0, 0, 0, Duration.ZERO, 0, 0, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Expected the shares success, failure and silent to make 1, but they are 0.9, 0.2"
                + " and 0.0");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void shouldRefuseWhenShareIsNone(double share) {
    assertThatThrownBy(() -> new Behaviour(0, 1, 0, 0, share, 0, Duration.ZERO, 0, 0, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected the share duplicates to be between 0 and 1, but it is " + share);
  }

  @Test
  void shouldRefuseWhenThinkTimeIsNegative() {
    assertThatThrownBy(() -> Behaviour.flawless(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("think time");
  }

  @Test
  void shouldRefuseWhenTheShareOfRefusalsIsNone() {
    assertThatThrownBy(() -> new Behaviour(0, 1, 0, 0, 0, 0, Duration.ZERO, 1.5, 0, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected the share cancel-refusal to be between 0 and 1, but it is 1.5");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 51})
  void shouldRefuseWhenThereAreMoreLogLinesThanAreKept(int lines) {
    assertThatThrownBy(() -> new Behaviour(0, 1, 0, 0, 0, 0, Duration.ZERO, 0, lines, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected 0 to 50 log lines, but they are " + lines);
  }
}
