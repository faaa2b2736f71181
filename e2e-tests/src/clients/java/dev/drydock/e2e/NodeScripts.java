package dev.drydock.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The scripts of {@code src/clients/js}, with Graph's own client for JavaScript as npm's registry
 * has it.
 *
 * @param directory where they and the client are
 */
record NodeScripts(Path directory) {

  private static final Path SOURCES = Path.of("src", "clients", "js");
  private static final Path TARGET = Path.of("target", "clients-js");
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(2);
  private static final Duration SCRIPT_LIMIT = Duration.ofMinutes(1);
  private static final String REMEDY = "install nodejs (18 or newer) and npm";

  /** Copies the scripts below {@code target} and installs the client beside them. */
  static NodeScripts install() {
    copySources();
    List<String> command = List.of("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline");
    new Program(command, TARGET, Map.of(), INSTALL_LIMIT, REMEDY).run();
    return new NodeScripts(TARGET);
  }

  /** Runs a script against a gateway; throws {@link AssertionError} when it fails. */
  void run(String script, TlsGateway gateway, Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("GRAPH_URL", gateway.url());
    environment.put("NODE_EXTRA_CA_CERTS", gateway.certificate().pem().toString());
    new Program(List.of("node", script), directory, environment, SCRIPT_LIMIT, REMEDY).run();
  }

  private static void copySources() {
    try (Stream<Path> sources = Files.list(SOURCES)) {
      Files.createDirectories(TARGET);
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        Path target = TARGET.resolve(source.getFileName());
        Files.write(target, Files.readAllBytes(source));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to copy " + SOURCES + " to " + TARGET, e);
    }
  }
}
