package dev.drydock.e2e;

import static org.awaitility.Awaitility.await;

import dev.drydock.local.process.ProcessEnd;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * A program of this machine that goes on until it is ended, with all that it has started.
 *
 * @param process it
 * @param log takes what it prints
 */
record Tool(Process process, Path log) implements AutoCloseable {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  /** Starts it in a directory; {@code tool.log} takes what it prints. */
  static Tool start(List<String> command, Path directory, String remedy) {
    Path log = directory.resolve("tool.log");
    var builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(log.toFile());
    try {
      return new Tool(builder.start(), log);
    } catch (IOException e) {
      throw new AssertionError(
          "Expected to run " + command.get(0) + " but could not: " + remedy, e);
    }
  }

  /** Returns the lines that it has printed so far. */
  List<String> lines() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it has done something; fails with what it printed when it ends before. */
  void awaitDone(String what, Callable<Boolean> done) {
    await(what + " (it prints to " + log.toAbsolutePath() + ')')
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(500))
        .failFast("it runs", this::requireRunning)
        .until(done);
  }

  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    ProcessEnd.of(all, STOP_TIMEOUT);
  }

  private void requireRunning() {
    if (!process.isAlive()) {
      throw new AssertionError("It has ended, and printed:\n" + String.join("\n", lines()));
    }
  }
}
