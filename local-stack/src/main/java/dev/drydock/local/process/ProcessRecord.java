package dev.drydock.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that names a process by its number and the time of its start, for numbers are used again.
 */
public record ProcessRecord(Path file) {

  /** How far two readings of one process's start may differ: the system's clock is set at times. */
  private static final Duration TOLERANCE = Duration.ofSeconds(3);

  /** Names a process in the file; throws {@link UncheckedIOException}. */
  public void write(ProcessHandle process) {
    long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, process.pid() + " " + started + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write " + file + " but could not", e);
    }
  }

  /** Returns the process that the file names; empty when it has ended or there is no file. */
  public Optional<ProcessHandle> find() {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      String[] words = Files.readString(file).strip().split(" ");
      if (words.length != 2) {
        return Optional.empty();
      }
      var started = Instant.ofEpochMilli(Long.parseLong(words[1]));
      return ProcessHandle.of(Long.parseLong(words[0]))
          .filter(ProcessHandle::isAlive)
          .filter(process -> isStartedAt(process, started));
    } catch (IOException | NumberFormatException e) {
      // cut short while it was written: the process was about to be started
      return Optional.empty();
    }
  }

  /** Removes the file. */
  public void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to delete " + file + " but could not", e);
    }
  }

  private static boolean isStartedAt(ProcessHandle process, Instant started) {
    return process
        .info()
        .startInstant()
        .filter(actual -> Duration.between(actual, started).abs().compareTo(TOLERANCE) <= 0)
        .isPresent();
  }
}
