package dev.drydock.local.process;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ends processes, also such as were started by others. */
public final class ProcessEnd {

  /** A killed process is gone at once, unless the kernel waits for a device on its behalf. */
  private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

  private static final long POLL_MS = 20;

  private ProcessEnd() {}

  /**
   * Tells all of them to end (SIGTERM), and kills those that have not ended in time, or at once
   * when the thread is interrupted. Returns when all have ended.
   *
   * <p>Asks each process whether it lives. {@link ProcessHandle#onExit} would need a thread of the
   * common pool, which has a single one on a machine with two cores.
   *
   * @throws IllegalStateException when one is still there 10 s after it was killed
   */
  public static void of(Collection<ProcessHandle> processes, Duration timeout) {
    processes.forEach(ProcessHandle::destroy);
    if (await(processes, timeout)) {
      return;
    }
    kill(processes);
  }

  /** Kills all of them (SIGKILL); returns and throws as {@link #of}. */
  static void kill(Collection<ProcessHandle> processes) {
    processes.forEach(ProcessHandle::destroyForcibly);
    if (!await(processes, KILL_TIMEOUT)) {
      List<Long> left =
          processes.stream().filter(ProcessHandle::isAlive).map(ProcessHandle::pid).toList();
      throw new IllegalStateException(
          "Processes " + left + " were killed but have not ended; end them by hand");
    }
  }

  private static boolean await(Collection<ProcessHandle> processes, Duration timeout) {
    long start = System.nanoTime();
    boolean interrupted = false;
    while (processes.stream().anyMatch(ProcessHandle::isAlive)) {
      if (interrupted || System.nanoTime() - start > timeout.toNanos()) {
        break;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return processes.stream().noneMatch(ProcessHandle::isAlive);
  }
}
