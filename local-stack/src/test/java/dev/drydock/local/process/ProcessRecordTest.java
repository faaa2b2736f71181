package dev.drydock.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessRecordTest {

  @TempDir private Path directory;

  @Test
  void shouldFindProcessWhenItRuns() {
    // given
    var record = new ProcessRecord(directory.resolve("deep/self"));

    // when
    record.write(ProcessHandle.current());

    // then
    assertThat(record.find()).contains(ProcessHandle.current());
  }

  @Test
  void shouldFindNothingWhenNumberIsUsedAgain() throws Exception {
    // given
    Path file = directory.resolve("other");

    // when
    Files.writeString(file, ProcessHandle.current().pid() + " 1000\n");

    // then
    assertThat(new ProcessRecord(file).find()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12", "x y", "12 13 14"})
  void shouldFindNothingWhenFileIsNoRecord(String text) throws Exception {
    // given
    Path file = directory.resolve("broken");

    // when
    Files.writeString(file, text);

    // then
    assertThat(new ProcessRecord(file).find()).isEmpty();
  }
}
