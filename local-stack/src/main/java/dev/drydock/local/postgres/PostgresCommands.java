package dev.drydock.local.postgres;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * PostgreSQL's own programs, as far as they are needed here.
 *
 * @param bin the directory of the programs
 */
record PostgresCommands(Path bin) {

  static final String SUPERUSER = "postgres";

  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

  /** Beyond the time that it was given: pg_ctl ends by itself, unless it hangs. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  /** Makes a directory into a database cluster; returns false when that failed. */
  boolean initialize(Path data, Path log) throws IOException {
    return run(
        log,
        START_TIMEOUT,
        "initdb",
        "--pgdata=" + data,
        "--username=" + SUPERUSER,
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C");
  }

  /** Starts a server and waits until it takes connections; returns false when it does not. */
  boolean start(Path data, Path log, Map<String, String> settings) throws IOException {
    String options =
        settings.entrySet().stream()
            .map(setting -> "-c '" + setting.getKey() + "=" + setting.getValue() + "'")
            .sorted()
            .collect(Collectors.joining(" "));
    return run(
        log,
        START_TIMEOUT,
        "pg_ctl",
        "start",
        "--pgdata=" + data,
        "--log=" + log,
        "--wait",
        "--timeout=" + START_TIMEOUT.toSeconds(),
        "--silent",
        "--options=" + options);
  }

  /** Cuts the server's connections, stops it and waits; returns false when it goes on running. */
  boolean stop(Path data, Path log) throws IOException {
    return run(
        log,
        STOP_TIMEOUT,
        "pg_ctl",
        "stop",
        "--pgdata=" + data,
        "--mode=fast",
        "--wait",
        "--timeout=" + STOP_TIMEOUT.toSeconds(),
        "--silent");
  }

  private boolean run(Path log, Duration timeout, String program, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    if (LinuxUtils.isUnshareAvailable()) {
      // PostgreSQL refuses to be run by root; in a user namespace of its own it is not
      command.addAll(List.of("unshare", "--user"));
    }
    command.add(bin.resolve(program).toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      if (!process.waitFor(timeout.plus(MARGIN).toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for " + program, e);
    }
  }
}
