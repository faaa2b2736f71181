package dev.drydock.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadCostTest {

  @Test
  void shouldAddUpWhatAnswersWhenAllOfItIsWatched() {
    // given
    Map<String, Double> cpu =
        Map.of("api-gateway", 0.5, "status-projector", 0.25, "postgres", 0.125, "kafka", 8.0);

    // then
    assertThat(ReadCost.of(cpu)).isEqualTo(new ReadCost(0.875, cpu));
  }

  @Test
  void shouldTellNoSumWhenDatabaseIsElsewhere() {
    assertThat(ReadCost.of(Map.of("api-gateway", 0.5, "status-projector", 0.25)).viewCpuMs())
        .isNull();
  }
}
