package dev.drydock.cli.up;

import dev.drydock.kit.terminal.CommandFailure;
import dev.drydock.kit.terminal.StopSignal;
import dev.drydock.local.LocalStack;
import dev.drydock.local.process.JavaCommand;
import dev.drydock.local.process.ProcessRecord;
import dev.drydock.local.process.ProcessSpec;
import dev.drydock.local.process.ServiceProcess;
import dev.drydock.local.process.StartPatience;
import dev.drydock.local.process.StartWatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs an installation in a process that goes on when this one has ended. */
final class Detached {

  private static final Duration TICK = Duration.ofMillis(200);

  /** The process says every 15 s what it waits for. */
  private static final Duration LEAST_PATIENCE = Duration.ofMinutes(1);

  private static final String NAME = "up";

  private final UpSettings settings;
  private final Class<?> main;
  private final PrintWriter out;

  /**
   * Prepares a process that is not running yet.
   *
   * @param main the class that runs the command line
   */
  Detached(UpSettings settings, Class<?> main, PrintWriter out) {
    this.settings = settings;
    this.main = main;
    this.out = out;
  }

  /**
   * Starts the process, shows what it says, and returns when the installation is ready. The process
   * is ended when the signal is raised before that.
   *
   * @param arguments of the command line, without the option that brought us here
   * @throws CommandFailure when it ends instead
   * @throws IllegalStateException when an installation runs there already
   */
  void start(List<String> arguments, StopSignal signal) {
    // asked before the log of the one that runs is begun anew
    LocalStack.requireUnused(settings.stack().dataDirectory());
    Path log = settings.logs().resolve(NAME + ".log");
    var process = new ServiceProcess(spec(log, arguments));
    process.start();
    try (var said = new RandomAccessFile(log.toFile(), "r")) {
      follow(process, log, said, signal);
      show(said);
    } catch (IOException e) {
      throw new CommandFailure("Expected to read " + log + ", but: " + e.getMessage(), e);
    }
    if (!process.isAlive()) {
      throw new CommandFailure(
          "Expected the installation to become ready, but it has ended for the reason above");
    }
  }

  private void follow(ServiceProcess process, Path log, RandomAccessFile said, StopSignal signal)
      throws IOException {
    StartWatch watch = process.watchStart(patience());
    while (process.isAlive() && !isReady(process)) {
      show(said);
      if (signal.await(TICK)) {
        stop(process);
      }
      Optional<String> verdict = watch.verdict();
      if (verdict.isPresent()) {
        stop(process);
        throw new CommandFailure(
            "Expected the installation to become ready, but process "
                + process.pid()
                + " "
                + verdict.get()
                + "; it was stopped, and its log is "
                + log);
      }
    }
  }

  /** Also what it has started, if it had to be killed. */
  private void stop(ServiceProcess process) {
    process.stop();
    LocalStack.stop(settings.stack().dataDirectory(), UpCommand.STOP_LIMIT);
  }

  /** A start of several parts has no limit of its own: the process knows theirs. */
  private StartPatience patience() {
    Duration asked = settings.stack().patience().withoutProgress();
    Duration quiet = asked.compareTo(LEAST_PATIENCE) > 0 ? asked : LEAST_PATIENCE;
    return new StartPatience(quiet, Duration.ofDays(1));
  }

  private ProcessSpec spec(Path log, List<String> arguments) {
    List<String> options =
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Ddrydock.home=" + settings.stack().projectDirectory());
    return new ProcessSpec(
        NAME,
        JavaCommand.ofClass(options, main, arguments),
        Map.of(),
        log,
        settings.stack().dataDirectory().resolve("detached"),
        URI.create("http://127.0.0.1:" + settings.stack().ports().gateway() + "/"),
        UpCommand.STOP_LIMIT);
  }

  private boolean isReady(ServiceProcess process) {
    return new ProcessRecord(settings.readyFile())
        .find()
        .filter(ready -> ready.pid() == process.pid())
        .isPresent();
  }

  private void show(RandomAccessFile said) throws IOException {
    byte[] bytes = new byte[(int) (said.length() - said.getFilePointer())];
    said.readFully(bytes);
    out.print(new String(bytes, StandardCharsets.UTF_8));
    out.flush();
  }
}
