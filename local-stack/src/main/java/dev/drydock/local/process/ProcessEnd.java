package dev.drydock.local.process;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** Ends processes, also such as were started by others. */
public final class ProcessEnd {

  private ProcessEnd() {}

  /**
   * Tells all of them to end (SIGTERM), and kills those that have not ended in time. Returns when
   * all have ended.
   */
  public static void of(Collection<ProcessHandle> processes, Duration timeout) {
    processes.forEach(ProcessHandle::destroy);
    long deadline = System.nanoTime() + timeout.toNanos();
    for (ProcessHandle process : processes) {
      process
          .onExit()
          .completeOnTimeout(
              process, Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)
          .join();
      if (process.isAlive()) {
        process.destroyForcibly();
        process.onExit().join();
      }
    }
  }
}
