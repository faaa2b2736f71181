package dev.drydock.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.local.process.StartPatience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresCommandsTest {

  @TempDir private Path directory;

  @Test
  void shouldGiveUpWhenAProgramMakesNoProgressForLongerThanItIsWaitedFor() throws IOException {
    // given
    program("initdb", "exec sleep 60");

    // when
    long began = System.nanoTime();
    boolean isMade = initialize(StartPatience.of(Duration.ofMillis(300)));

    // then
    assertThat(isMade).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void shouldWaitOnWhenAProgramMakesProgress() throws IOException {
    // given
    program("initdb", "for step in 1 2 3 4 5 6; do echo $step; sleep 0.5; done");

    // when
    boolean isMade = initialize(new StartPatience(Duration.ofSeconds(2), Duration.ofSeconds(60)));

    // then
    assertThat(isMade).isTrue();
  }

  @Test
  void shouldGiveUpWhenAProgramIsNotReadyInTheTimeThatItHasInAll() throws IOException {
    // given
    program("initdb", "while :; do echo more; sleep 0.1; done");

    // when
    boolean isMade = initialize(new StartPatience(Duration.ofSeconds(1), Duration.ofSeconds(2)));

    // then
    assertThat(isMade).isFalse();
  }

  private boolean initialize(StartPatience patience) throws IOException {
    return new PostgresCommands(directory)
        .initialize(directory.resolve("data"), directory.resolve("log"), patience);
  }

  private void program(String name, String script) throws IOException {
    Path program = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
