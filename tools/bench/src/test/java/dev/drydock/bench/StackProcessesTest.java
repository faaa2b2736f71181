package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drydock.kit.terminal.CommandFailure;
import dev.drydock.local.process.ProcessRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackProcessesTest {

  private static final ProcessHandle SELF = ProcessHandle.current();

  @TempDir private Path directory;

  @Test
  void shouldNameProcessesWhenInstallationRuns() throws IOException {
    // given
    new ProcessRecord(directory.resolve("processes").resolve("api-gateway")).write(SELF);
    Path database = Files.createDirectories(directory.resolve("postgres").resolve("data"));
    Files.writeString(database.resolve("postmaster.pid"), SELF.pid() + "\n/some/data\n");

    // when
    Map<String, ProcessHandle> processes = StackProcesses.of(directory);

    // then
    assertThat(processes).containsOnly(Map.entry("api-gateway", SELF), Map.entry("postgres", SELF));
  }

  @Test
  void shouldLeaveOutProcessWhenItHasEnded() throws IOException {
    // given: the number of this process, but the start of another
    Path file = Files.createDirectories(directory.resolve("processes")).resolve("api-gateway");
    Files.writeString(file, SELF.pid() + " 1\n");

    // then
    assertThat(StackProcesses.of(directory)).isEmpty();
  }

  @Test
  void shouldSayWhatToDoWhenThereIsNoInstallation() {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> StackProcesses.of(directory))
        .withMessageContaining("drydock up");
  }
}
