package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.local.process.ProcessRecord;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchDirectoriesTest {

  private static final long LIMIT_SECONDS = 20;

  @TempDir private Path temporary;

  private final List<String> progress = new ArrayList<>();
  private Path own;

  @BeforeEach
  void makeOwn() throws IOException {
    own = Files.createDirectory(temporary.resolve("drydock-bench-1"));
  }

  @Test
  void shouldStopAndRemoveWhatAKilledBenchLeft() throws Exception {
    // given
    Path killed = directory("drydock-bench-2", "1 1\n");
    Process left = new ProcessBuilder("sleep", "60").start();
    new ProcessRecord(killed.resolve("processes").resolve("api-gateway")).write(left.toHandle());

    // when
    BenchDirectories.clearKilled(own, progress::add);

    // then
    assertThat(left.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(killed).doesNotExist();
    assertThat(own).exists();
    assertThat(progress).singleElement().asString().contains(killed.toString());
  }

  @Test
  void shouldLeaveABenchAloneWhenItRuns() throws IOException {
    // given
    Path running = directory("drydock-bench-2", ProcessHandle.current().pid() + " 1\n");
    try (var lock = FileChannel.open(running.resolve("lock"), StandardOpenOption.WRITE)) {
      lock.lock();

      // when
      BenchDirectories.clearKilled(own, progress::add);
    }

    // then
    assertThat(running).exists();
    assertThat(progress).isEmpty();
  }

  @Test
  void shouldLeaveABenchAloneWhenItBeginsOrEnds() throws IOException {
    // given: no process is named yet, or any more
    Path begins = Files.createDirectory(temporary.resolve("drydock-bench-2"));
    Path ends = directory("drydock-bench-3", "");

    // when
    BenchDirectories.clearKilled(own, progress::add);

    // then
    assertThat(begins).exists();
    assertThat(ends).exists();
    assertThat(progress).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"drydock-bench-mine", "drydock-bench-2-kept", "other"})
  void shouldLeaveDirectoriesAloneThatAreNoBenchs(String name) throws IOException {
    // given
    Path other = directory(name, "1 1\n");

    // when
    BenchDirectories.clearKilled(own, progress::add);

    // then
    assertThat(other).exists();
  }

  @Test
  void shouldFollowNoLinkWhenItIsCalledLikeABenchs() throws IOException {
    // given
    Path elsewhere = directory("elsewhere", "1 1\n");
    Files.createSymbolicLink(temporary.resolve("drydock-bench-2"), elsewhere);

    // when
    BenchDirectories.clearKilled(own, progress::add);

    // then
    assertThat(elsewhere.resolve("owner")).exists();
  }

  private Path directory(String name, String owner) throws IOException {
    Path directory = Files.createDirectory(temporary.resolve(name));
    Files.createFile(directory.resolve("lock"));
    Files.writeString(directory.resolve("owner"), owner);
    return directory;
  }
}
