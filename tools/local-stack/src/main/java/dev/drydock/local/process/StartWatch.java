package dev.drydock.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Watches one start of a process. Not thread-safe. */
public final class StartWatch {

  /**
   * A JVM that only waits uses less than a hundredth of a processor, one that starts on a machine
   * with 30 busy processes on two cores more than three.
   */
  private static final double LEAST_SHARE = 0.02;

  private static final Duration LEAST_CPU = Duration.ofMillis(50);

  private final ProcessHandle process;
  private final Path log;
  private final StartPatience patience;
  private final LongSupplier nanoTime;
  private final long start;

  private long progressAt;
  private long lengthThen;
  private Duration cpuThen;

  /**
   * Begins with a process that has just been started.
   *
   * @param log where its output goes
   * @param nanoTime as {@link System#nanoTime}
   */
  public StartWatch(
      ProcessHandle process, Path log, StartPatience patience, LongSupplier nanoTime) {
    this.process = process;
    this.log = log;
    this.patience = patience;
    this.nanoTime = nanoTime;
    start = nanoTime.getAsLong();
    progressAt = start;
    lengthThen = log.toFile().length();
    cpuThen = cpu();
  }

  /** Looks at the process; returns why it is not waited for any longer, if that is so. */
  public Optional<String> verdict() {
    long now = nanoTime.getAsLong();
    look(now);
    if (now - progressAt > patience.withoutProgress().toNanos()) {
      return Optional.of(
          "has made no progress for " + seconds(now - progressAt) + ": it hangs, or was stopped");
    }
    return now - start > patience.inAll().toNanos()
        ? Optional.of("is not ready after " + seconds(now - start))
        : Optional.empty();
  }

  private void look(long now) {
    long length = log.toFile().length();
    Duration cpu = cpu();
    long used = cpu.minus(cpuThen).toNanos();
    if (length != lengthThen
        || (used >= LEAST_CPU.toNanos() && used >= LEAST_SHARE * (now - progressAt))) {
      progressAt = now;
      lengthThen = length;
      cpuThen = cpu;
    }
  }

  private Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static String seconds(long nanos) {
    return Duration.ofNanos(nanos).toSeconds() + " s";
  }
}
