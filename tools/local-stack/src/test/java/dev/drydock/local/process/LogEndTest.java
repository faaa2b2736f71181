package dev.drydock.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogEndTest {

  @TempDir private Path directory;

  @Test
  void shouldGiveLastLinesWhenLogIsLonger() throws IOException {
    // given
    Path log = Files.writeString(directory.resolve("a.log"), "one\n".repeat(50_000) + "two\nend\n");

    // when
    String end = LogEnd.of(log, 3);

    // then
    assertThat(end).isEqualTo("one\ntwo\nend");
  }

  @Test
  void shouldGiveAllWhenLogIsShorter() throws IOException {
    // given
    Path log = Files.writeString(directory.resolve("a.log"), "one\ntwo");

    // when, then
    assertThat(LogEnd.of(log, 3)).isEqualTo("one\ntwo");
  }

  @Test
  void shouldSaySoWhenThereIsNoLog() {
    assertThat(LogEnd.of(directory.resolve("none"), 3)).startsWith("(it cannot be read");
  }
}
