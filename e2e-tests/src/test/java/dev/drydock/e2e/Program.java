package dev.drydock.e2e;

import dev.drydock.local.process.ProcessEnd;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of this machine that does one thing and ends.
 *
 * @param command the program and its arguments
 * @param directory where it runs, and where {@code program.log} takes what it prints
 * @param environment variables that are set in addition to those of this process
 * @param limit how long it may take; then it is ended, with all that it has started
 * @param remedy what to do when it is not on this machine
 */
record Program(
    List<String> command,
    Path directory,
    Map<String, String> environment,
    Duration limit,
    String remedy) {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  /** Runs it; throws {@link AssertionError} with what it printed when it fails. */
  void run() {
    Path log = directory.resolve("program.log");
    Process process = start(log);
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failure("it has not ended after " + limit.toSeconds() + " s", log);
      }
      if (process.exitValue() != 0) {
        throw failure("its exit code is " + process.exitValue(), log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + command, e);
    } finally {
      end(process);
    }
  }

  private Process start(Path log) {
    var builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new AssertionError(
          "Expected to run " + command.get(0) + " but could not: " + remedy, e);
    }
  }

  private AssertionError failure(String what, Path log) {
    try {
      String printed = Files.readString(log);
      return new AssertionError(
          "Expected " + command + " to succeed but " + what + "; it printed:\n" + printed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(Process process) {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    ProcessEnd.of(all, STOP_TIMEOUT);
  }
}
