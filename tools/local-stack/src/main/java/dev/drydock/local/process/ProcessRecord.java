package dev.drydock.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that names a process by its number and its start, for numbers are used again. One line:
 * both, with a space between.
 */
public record ProcessRecord(Path file) {

  /** Names a process in the file; throws {@link UncheckedIOException}. */
  public void write(ProcessHandle process) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, process.pid() + " " + ProcessStart.of(process) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write " + file + " but could not", e);
    }
  }

  /** Returns the process that the file names; empty when it has ended or there is no file. */
  public Optional<ProcessHandle> find() {
    String[] words = words();
    return byNumber(words).filter(process -> ProcessStart.of(process).equals(words[1]));
  }

  /**
   * Returns the process that has the number now, whenever it was started; for a caller who knows
   * otherwise that the process which the file names has not ended.
   */
  public Optional<ProcessHandle> findByNumber() {
    return byNumber(words());
  }

  /** Tells whether the file names a process, whatever has become of it. */
  public boolean isWritten() {
    return words().length == 2;
  }

  /** Removes the file. */
  public void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to delete " + file + " but could not", e);
    }
  }

  private static Optional<ProcessHandle> byNumber(String[] words) {
    try {
      return words.length == 2
          ? ProcessHandle.of(Long.parseLong(words[0])).filter(ProcessHandle::isAlive)
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Not two when there is no file, or it was cut short while the process was about to start. */
  private String[] words() {
    try {
      return Files.exists(file) ? Files.readString(file).strip().split(" ") : new String[0];
    } catch (IOException e) {
      return new String[0];
    }
  }
}
