package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadCostTest {

  @Test
  void shouldAddUpWhatAnswersWhenAllOfItIsWatched() {
    // given
    Map<String, Double> cpu =
        Map.of("api-gateway", 0.5, "status-projector", 0.25, "postgres", 0.125, "dispatcher", 8.0);

    // then
    assertThat(ReadCost.of(cost(cpu))).isEqualTo(new ReadCost(0.875, cpu, List.of("broker")));
  }

  @Test
  void shouldTellNoSumWhenDatabaseIsElsewhere() {
    assertThat(ReadCost.of(cost(Map.of("api-gateway", 0.5, "status-projector", 0.25))).viewCpuMs())
        .isNull();
  }

  private static Usage.Cost cost(Map<String, Double> cpuMsByProcess) {
    return new Usage.Cost(1, cpuMsByProcess, List.of("broker"), 1, 0, 0, 0);
  }
}
