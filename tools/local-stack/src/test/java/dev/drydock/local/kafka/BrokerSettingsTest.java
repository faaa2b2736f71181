package dev.drydock.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerSettingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "offsets.topic.segment.bytes",
        "transaction.state.log.segment.bytes",
        "offsets.load.buffer.size"
      })
  void shouldKeepTheCoordinatorsTopicsShortInContainersToo(String key) throws Exception {
    // given
    String variable = "KAFKA_" + key.toUpperCase(Locale.ROOT).replace('.', '_');

    // when
    String compose = Files.readString(Path.of("..", "..", "docker-compose.yml"));

    // then
    assertThat(compose)
        .contains(
            variable + ": " + BrokerSettings.ofOneMachine().get(key) + System.lineSeparator());
  }
}
