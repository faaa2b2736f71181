package dev.drydock.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Programs for Node.js, with the clients for Kafka and for the registry as npm's registry has them.
 *
 * @param directory where the clients are
 */
record NodeTools(Path directory) {

  private static final Path SOURCES = Path.of("src", "consumers", "js");
  private static final Path TARGET = Path.of("target", "consumers", "js");
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(3);
  private static final String REMEDY = "install nodejs (18 or newer) and npm";

  /** Installs the clients below {@code target}, unless these are there. */
  static NodeTools install() {
    try {
      byte[] lock = Files.readAllBytes(SOURCES.resolve("package-lock.json"));
      Path done = TARGET.resolve("installed.json");
      if (!Files.exists(done) || !Arrays.equals(lock, Files.readAllBytes(done))) {
        Files.createDirectories(TARGET);
        Files.write(TARGET.resolve("package-lock.json"), lock);
        Files.write(
            TARGET.resolve("package.json"), Files.readAllBytes(SOURCES.resolve("package.json")));
        installHere();
        Files.write(done, lock);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to install " + SOURCES + " in " + TARGET, e);
    }
    return new NodeTools(TARGET);
  }

  /** Starts a program; it goes on until it is ended. */
  Tool start(Recipe recipe) {
    Path script = recipe.writeTo(directory);
    return Tool.start(List.of("node", script.toString()), directory, REMEDY);
  }

  /** The clients need none of the programs that packages want to run when they are installed. */
  private static void installHere() {
    List<String> command =
        List.of("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts");
    new Program(command, TARGET, Map.of(), INSTALL_LIMIT, REMEDY).run();
  }
}
