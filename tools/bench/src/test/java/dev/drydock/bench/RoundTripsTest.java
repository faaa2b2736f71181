package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RoundTripsTest {

  /** The services' settings are theirs: the figure is said again here, and held to them. */
  @Test
  void shouldCommitAsOftenAsTheServicesDo() throws IOException {
    // when
    String settings =
        Files.readString(
            Path.of(
                "../../stream-edge/src/main/java/dev/drydock/stream/config/StreamSettings.java"));

    // then
    assertThat(settings)
        .contains(
            "@DefaultValue(\"%d\") long commitIntervalMs"
                .formatted(RoundTrips.COMMIT_INTERVAL.toMillis()));
  }
}
