package dev.drydock.bench;

import dev.drydock.kit.terminal.CommandFailure;
import dev.drydock.local.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The directories of benches' own installations, and what benches that were killed left there. */
final class BenchDirectories {

  private static final String PREFIX = "drydock-bench-";

  /** What {@link Files#createTempDirectory} makes of it; no user's own data is called so. */
  private static final Pattern NAME = Pattern.compile(PREFIX + "\\d+");

  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private BenchDirectories() {}

  /** Makes one among the temporary files. */
  static Path make() {
    try {
      return Files.createTempDirectory(PREFIX);
    } catch (IOException e) {
      throw new CommandFailure(
          "Expected to make a temporary directory, but: "
              + e.getMessage()
              + "; name another place with -Djava.io.tmpdir in JAVA_TOOL_OPTIONS",
          e);
    }
  }

  /** Removes one with all that is in it. */
  static void remove(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new CommandFailure(
          "Expected to remove " + directory + ", but: " + e.getMessage() + "; remove it by hand",
          e);
    }
  }

  /**
   * Stops and removes what this user's benches left that were killed. What cannot be is told, and
   * left.
   *
   * @param own a bench's directory, beside which the others are
   */
  static void clearKilled(Path own, Consumer<String> progress) {
    try (var others = Files.newDirectoryStream(own.resolveSibling(""), PREFIX + "*")) {
      for (Path other : others) {
        if (isOfThisUsersBench(other, own) && LocalStack.isLeftBehind(other)) {
          clear(other, progress);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      progress.accept("Expected to look for what killed benches left, but: " + e.getMessage());
    }
  }

  private static void clear(Path killed, Consumer<String> progress) {
    progress.accept("clearing what a killed bench left in " + killed);
    try {
      LocalStack.stop(killed, STOP_LIMIT);
      remove(killed);
    } catch (IllegalStateException | UncheckedIOException | CommandFailure e) {
      progress.accept(String.valueOf(e.getMessage()));
    }
  }

  /** A link that another user has put there leads to nothing of this user's. */
  private static boolean isOfThisUsersBench(Path other, Path own) {
    try {
      return NAME.matcher(other.getFileName().toString()).matches()
          && Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own));
    } catch (IOException e) {
      // it is removed already
      return false;
    }
  }
}
