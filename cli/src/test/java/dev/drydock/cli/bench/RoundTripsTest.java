package dev.drydock.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripsTest {

  /** The services' settings are theirs: the figure is said again here, and held to them. */
  @ParameterizedTest
  @ValueSource(strings = {"device-dispatcher", "operation-service"})
  void shouldCommitAsOftenAsTheServicesDo(String module) throws IOException {
    // when
    String settings = Files.readString(Path.of("..", module, "src/main/resources/application.yml"));

    // then
    assertThat(settings)
        .containsPattern("commit.interval.ms: .*:" + RoundTrips.COMMIT_INTERVAL.toMillis() + "}");
  }
}
