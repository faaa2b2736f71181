package dev.drydock.e2e;

import dev.drydock.local.process.ProcessEnd;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A device on which SWUpdate runs, as Debian packages it. It has a directory of its own and touches
 * nothing else of the machine: its state is in its memory (boot loader {@code none}), as if it were
 * flashed anew with each start.
 */
final class SwUpdateAgent implements AutoCloseable {

  /** Which images fit: the one that {@link SignedImage} makes. */
  static final String REVISION = "1.0";

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
  private static final Path LOGS = Path.of("target", "agents");

  private final Path directory;
  private final Path trusted;
  private final Path log;
  private @Nullable Process process;

  private SwUpdateAgent(Path directory, Path trusted, Path log) {
    this.directory = directory;
    this.trusted = trusted;
    this.log = log;
  }

  /** What a device that starts tells of the update before. */
  enum Confirmation {
    /** Nothing. */
    NONE,
    /** It runs. */
    SUCCESS,
    /** It does not, and the device has gone back. */
    FAILURE;

    private String argument() {
      return switch (this) {
        case NONE -> "";
        case SUCCESS -> "-c 2";
        case FAILURE -> "-c 3";
      };
    }
  }

  /**
   * Makes a device, which is off.
   *
   * @param serverUrl what it polls, without a slash at the end
   * @param trusted the certificate of the maker whose images it installs
   */
  static SwUpdateAgent of(
      String tenantId, String deviceId, String serverUrl, String token, Path trusted) {
    try {
      // short: a socket's path has at most 107 bytes
      Path directory = Files.createTempDirectory(Path.of("/tmp"), "swupdate");
      Files.createDirectories(LOGS);
      Path log = LOGS.resolve(deviceId + ".log").toAbsolutePath();
      Files.deleteIfExists(log);
      var agent = new SwUpdateAgent(directory, trusted, log);
      Files.writeString(agent.configuration(), configuration(tenantId, deviceId, serverUrl, token));
      return agent;
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to make a device of SWUpdate", e);
    }
  }

  /** Where an image's file is to be installed. */
  Path installed() {
    return directory.resolve("installed.bin");
  }

  /** Switches it on. */
  SwUpdateAgent start(Confirmation confirmation) {
    var builder =
        new ProcessBuilder(command(confirmation))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("TMPDIR", directory.toString());
    // where it makes its sockets
    builder.environment().put("RUNTIME_DIRECTORY", directory.toString());
    try {
      process = builder.start();
      return this;
    } catch (IOException e) {
      throw new AssertionError("Expected to run setpriv, of util-linux, but could not", e);
    }
  }

  /** Switches it off and on again. */
  void restart(Confirmation confirmation) {
    stop();
    start(confirmation);
  }

  /** Tells whether it runs no more, although it was not switched off. */
  boolean hasDied() {
    return process != null && !process.isAlive();
  }

  /** Returns all that it printed. */
  String printed() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + log, e);
    }
  }

  /** Switches it off for good. Its log stays, for who looks for the cause of a failure. */
  @Override
  public void close() {
    stop();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to delete " + directory, e);
    }
  }

  /** Switches it off. */
  void stop() {
    if (process != null) {
      ProcessEnd.of(
          Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList(),
          STOP_TIMEOUT);
      process = null;
    }
  }

  private List<String> command(Confirmation confirmation) {
    return List.of(
        // ends with the thread that started it, so with the tests, however these end
        "setpriv",
        "--pdeathsig",
        "KILL",
        "swupdate",
        "--loglevel",
        "4",
        "--bootloader",
        "none",
        "--hwrevision",
        "drydock:" + REVISION,
        "--key",
        trusted.toString(),
        "--file",
        configuration().toString(),
        "--suricatta",
        confirmation.argument());
  }

  private Path configuration() {
    return directory.resolve("swupdate.cfg");
  }

  private static String configuration(
      String tenantId, String deviceId, String serverUrl, String token) {
    return """
        globals: {};
        suricatta: {
          tenant = "%s"; id = "%s"; url = "%s"; targettoken = "%s";
          retry = 3; retrywait = 1; initial-report-resend-period = 1;
        };
        identify: ( { name = "serialNo"; value = "%s"; } );
        """
        .formatted(tenantId, deviceId, serverUrl, token, deviceId);
  }
}
