package dev.drydock.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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

  /** The time of day at which a process was started is another one after the clock was set. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldNotTrustTheTimeOfDayWhenThereAreTicks() throws Exception {
    // given
    ProcessHandle self = ProcessHandle.current();
    Path file = directory.resolve("self");
    long timeOfDay = self.info().startInstant().orElseThrow().toEpochMilli();

    // when
    new ProcessRecord(file).write(self);

    // then
    String ticks = Files.readString(file).strip().split(" ")[1];
    assertThat(Files.readString(Path.of("/proc/self/stat"))).contains(" " + ticks + " ");
    assertThat(ticks).isNotEqualTo(Long.toString(timeOfDay));
  }

  @Test
  void shouldFindByNumberWhenTheStartIsAnother() throws Exception {
    // given
    Path file = directory.resolve("other");
    Files.writeString(file, ProcessHandle.current().pid() + " 1000\n");

    // when
    var found = new ProcessRecord(file).findByNumber();

    // then
    assertThat(found).contains(ProcessHandle.current());
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
