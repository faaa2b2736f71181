package dev.drydock.e2e;

import dev.drydock.local.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where an installation of the tests keeps its data: below {@code target}, so that the services'
 * logs are there to be read after a failure.
 */
final class StackDirectory {

  private static final Path ALL = Path.of("target", "stacks");
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

  private StackDirectory() {}

  /**
   * Returns an empty directory. What an earlier run left in it is ended and deleted.
   *
   * @throws IllegalStateException when another run works in it
   */
  static Path empty(String name) {
    Path directory = ALL.resolve(name);
    try {
      if (Files.exists(directory)) {
        LocalStack.requireUnused(directory);
        LocalStack.stop(directory, STOP_TIMEOUT);
        delete(directory);
      }
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to make " + directory + " empty", e);
    }
  }

  /** Deletes a directory and all that is in it. */
  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
