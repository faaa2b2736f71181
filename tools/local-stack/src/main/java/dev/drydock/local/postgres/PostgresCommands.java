package dev.drydock.local.postgres;

import dev.drydock.local.process.StartPatience;
import dev.drydock.local.process.StartWatch;
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

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

  /** Beyond the time that it was given: pg_ctl ends by itself, unless it hangs. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private static final Duration POLL = Duration.ofMillis(100);

  /** Makes a directory into a database cluster; returns false when that failed. */
  boolean initialize(Path data, Path log, StartPatience patience) throws IOException {
    return run(
        log,
        patience,
        "initdb",
        "--pgdata=" + data,
        "--username=" + SUPERUSER,
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C");
  }

  /** Starts a server and waits until it takes connections; returns false when it does not. */
  boolean start(Path data, Path log, Map<String, String> settings, StartPatience patience)
      throws IOException {
    String options =
        settings.entrySet().stream()
            .map(setting -> "-c '" + setting.getKey() + "=" + setting.getValue() + "'")
            .sorted()
            .collect(Collectors.joining(" "));
    return run(
        log,
        patience,
        "pg_ctl",
        "start",
        "--pgdata=" + data,
        "--log=" + log,
        "--wait",
        "--timeout=" + Math.max(1, patience.inAll().toSeconds()),
        "--silent",
        "--options=" + options);
  }

  /** Cuts the server's connections, stops it and waits; returns false when it goes on running. */
  boolean stop(Path data, Path log) throws IOException {
    return run(
        log,
        StartPatience.fixed(STOP_TIMEOUT.plus(MARGIN)),
        "pg_ctl",
        "stop",
        "--pgdata=" + data,
        "--mode=fast",
        "--wait",
        "--timeout=" + STOP_TIMEOUT.toSeconds(),
        "--silent");
  }

  private boolean run(Path log, StartPatience patience, String program, String... arguments)
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
    var watch = new StartWatch(process.toHandle(), log, patience, System::nanoTime);
    try {
      while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        if (watch.verdict().isPresent()) {
          process.destroyForcibly();
          return false;
        }
      }
      return process.exitValue() == 0;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for " + program, e);
    }
  }
}
