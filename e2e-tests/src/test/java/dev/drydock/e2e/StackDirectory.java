package dev.drydock.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where an installation of the tests keeps its data: below {@code target}, so that the services'
 * logs are there to be read after a failure.
 */
final class StackDirectory {

  private static final Path ALL = Path.of("target", "stacks");

  private StackDirectory() {}

  /** Returns an empty directory; what an earlier run left in it is deleted. */
  static Path empty(String name) {
    Path directory = ALL.resolve(name);
    try {
      if (Files.exists(directory)) {
        delete(directory);
      }
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to make " + directory + " empty", e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
