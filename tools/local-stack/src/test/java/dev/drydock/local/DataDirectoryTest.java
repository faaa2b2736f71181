package dev.drydock.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.local.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  @TempDir private Path path;

  @Test
  void shouldRefuseSecondStackWhileFirstHasIt() {
    // given
    DataDirectory first = DataDirectory.open(path);

    // when, then
    assertThatThrownBy(() -> DataDirectory.open(path))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(
            path.toString(), "process " + ProcessHandle.current().pid(), "drydock down", "--data");
    assertThat(DataDirectory.owner(path)).contains(ProcessHandle.current());
    first.close();
    assertThat(DataDirectory.owner(path)).isEmpty();
  }

  @Test
  void shouldBeFreeWhenClosed() {
    // given
    DataDirectory.open(path).close();

    // when, then
    DataDirectory.open(path).close();
  }

  @Test
  void shouldBelieveTheNumberWhenAProcessHasTheLock() throws Exception {
    // given: the record's start is none that the process has, as it was before the clock was set
    Process other = locking();
    try {
      Files.writeString(path.resolve("owner"), other.pid() + " 1000\n");

      // when
      var whileLocked = DataDirectory.owner(path);
      other.destroyForcibly().onExit().get(10, TimeUnit.SECONDS);

      // then
      assertThat(whileLocked).map(ProcessHandle::pid).contains(other.pid());
      assertThat(DataDirectory.owner(path)).isEmpty();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void shouldBeLeftBehindWhenItsProcessWasKilled() throws Exception {
    // given
    assertThat(DataDirectory.isLeftBehind(path)).isFalse();
    Process other = locking();
    try {
      boolean whileLocked = DataDirectory.isLeftBehind(path);

      // when
      other.destroyForcibly().onExit().get(10, TimeUnit.SECONDS);

      // then
      assertThat(whileLocked).isFalse();
      assertThat(DataDirectory.isLeftBehind(path)).isTrue();
      DataDirectory.open(path).close();
      assertThat(DataDirectory.isLeftBehind(path)).as("once it was closed").isFalse();
    } finally {
      other.destroyForcibly();
    }
  }

  /** Returns a process that has the directory. */
  private Process locking() throws IOException {
    Process other =
        new ProcessBuilder(JavaCommand.ofClass(List.of(), LockMain.class, List.of(path.toString())))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(other.inputReader().readLine()).isEqualTo("locked");
    return other;
  }

  @Test
  void shouldBeForItsOwnerOnlyWhenOpened() throws Exception {
    // given
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));

    // when
    DataDirectory.open(path).close();

    // then
    assertThat(Files.getPosixFilePermissions(path))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void shouldSayWhatToDoWhenItCannotBeWritten() throws Exception {
    // given
    Path file = Files.createFile(path.resolve("file"));

    // when, then
    assertThatThrownBy(() -> DataDirectory.open(file.resolve("below")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(file.toString(), "--data");
  }
}
