package dev.drydock.local.process;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One program of the stack as a process of its own. It can be started again after it has ended,
 * however that was. Thread-safe.
 *
 * <p>A Ctrl-C in the terminal is not for it: the terminal sends that to every process at once, but
 * the stack ends its parts in order.
 */
public final class ServiceProcess implements StackPart, AutoCloseable {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
  private static final int LAST_LINES = 12;

  /** A JVM leaves a signal ignored that is ignored when it starts. */
  private static final String IGNORING_TERMINAL = "trap '' INT HUP; exec \"$@\"";

  private final ProcessSpec spec;
  private final ProcessRecord record;
  private @Nullable Process process;

  /** Makes a process that is not running yet. */
  public ServiceProcess(ProcessSpec spec) {
    this.spec = spec;
    this.record = new ProcessRecord(spec.record());
  }

  /** Starts the program and returns at once. */
  @Override
  public synchronized void start() {
    if (isAlive()) {
      throw new IllegalStateException("Expected " + spec.name() + " not to run but it does");
    }
    List<String> command = new ArrayList<>(List.of("sh", "-c", IGNORING_TERMINAL, spec.name()));
    command.addAll(spec.command());
    File log = spec.log().toFile();
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectOutput(process == null ? Redirect.to(log) : Redirect.appendTo(log));
    builder.environment().putAll(spec.environment());
    try {
      Files.createDirectories(spec.log().getParent());
      process = builder.start();
    } catch (IOException e) {
      throw new IllegalStateException(
          "Expected to start " + spec.name() + " but could not: " + e.getMessage(), e);
    }
    record.write(process.toHandle());
  }

  /** Begins to watch whether the program, which was just started, makes progress. */
  public StartWatch watchStart(StartPatience patience) {
    return new StartWatch(current().toHandle(), spec.log(), patience, System::nanoTime);
  }

  /** Returns when the program does its work; as {@link #awaitReady(StartPatience)}. */
  public void awaitReady(Duration timeout) {
    awaitReady(StartPatience.fixed(timeout));
  }

  /**
   * Returns when the program does its work.
   *
   * @throws IllegalStateException when it ends before that, or is not waited for any longer; with
   *     the last lines of its log
   */
  public void awaitReady(StartPatience patience) {
    Process started = current();
    StartWatch watch = watchStart(patience);
    try {
      while (!started.waitFor(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        if (ReadinessProbe.isReady(spec.readiness())) {
          return;
        }
        watch
            .verdict()
            .ifPresent(
                verdict -> {
                  throw notReady("it " + verdict);
                });
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + spec.name(), e);
    }
    throw notReady("it has ended with exit code " + started.exitValue());
  }

  /** Ends all of them side by side, as {@link #stop} does, in the longest of their timeouts. */
  public static void stopAll(Collection<ServiceProcess> programs) {
    Duration timeout =
        programs.stream()
            .map(program -> program.spec.stopTimeout())
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    ProcessEnd.of(
        programs.stream().flatMap(program -> program.handle().stream()).toList(), timeout);
    programs.forEach(program -> program.record.delete());
  }

  /** Ends the program cleanly, after its stop timeout by force; returns when it has ended. */
  public synchronized void stop() {
    if (process != null) {
      ProcessEnd.of(List.of(process.toHandle()), spec.stopTimeout());
      record.delete();
    }
  }

  /** Kills the program (SIGKILL), as a crash would; returns when it has ended. */
  public synchronized void kill() {
    if (process != null) {
      ProcessEnd.kill(List.of(process.toHandle()));
      record.delete();
    }
  }

  /** Stops the program, starts it again and returns when it does its work. */
  public void restart(Duration timeout) {
    stop();
    start();
    awaitReady(timeout);
  }

  @Override
  public synchronized boolean isAlive() {
    // the handle asks the system; the process itself learns of its end a moment later
    return handle().filter(ProcessHandle::isAlive).isPresent();
  }

  @Override
  public boolean isReady() {
    return isAlive() && ReadinessProbe.isReady(spec.readiness());
  }

  @Override
  public String lastLines(int lines) {
    return "its log is " + spec.log() + " and ends with:\n" + LogEnd.of(spec.log(), lines);
  }

  /** Returns the number of the process that was started last. */
  public long pid() {
    return current().pid();
  }

  @Override
  public String name() {
    return spec.name();
  }

  /** The same as {@link #stop()}. */
  @Override
  public void close() {
    stop();
  }

  private synchronized Optional<ProcessHandle> handle() {
    return Optional.ofNullable(process).map(Process::toHandle);
  }

  private synchronized Process current() {
    if (process == null) {
      throw new IllegalStateException("Expected " + spec.name() + " to be started but it is not");
    }
    return process;
  }

  private IllegalStateException notReady(String what) {
    return new IllegalStateException(
        "Expected " + spec.name() + " to become ready but " + what + "; " + lastLines(LAST_LINES));
  }
}
