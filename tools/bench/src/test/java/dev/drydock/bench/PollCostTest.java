package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PollCostTest {

  @Test
  void shouldTellNothingOfTheDispatcherWhenItsTimeIsNotKnown() {
    // given
    var cost = new Usage.Cost(1, Map.of("kafka", 1.0), List.of("device-dispatcher"), 1, 0, 0, 0);

    // when
    PollCost polls = PollCost.of(cost, Map.of(), 1);

    // then
    assertThat(polls.dispatcherCpuMs()).isNull();
    assertThat(polls.pollsPerCore()).isNull();
    assertThat(polls.cpuUnknown()).containsExactly("device-dispatcher");
  }
}
