package dev.drydock.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
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
  void shouldSayWhatToDoWhenItCannotBeWritten() throws Exception {
    // given
    Path file = Files.createFile(path.resolve("file"));

    // when, then
    assertThatThrownBy(() -> DataDirectory.open(file.resolve("below")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(file.toString(), "--data");
  }
}
