package dev.drydock.cli.bench;

import dev.drydock.local.Service;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a poll costs. All that a process does meanwhile counts, also what it does when nobody polls.
 *
 * @param dispatcherCpuMs CPU milliseconds of the dispatcher, which answers it; null when it is not
 *     watched
 * @param pollsPerCore polls per second that one core would answer if it did nothing else; null when
 *     that is not known
 * @param cpuMsByProcess CPU milliseconds of each process that is watched
 */
record PollCost(
    @Nullable Double dispatcherCpuMs,
    @Nullable Double pollsPerCore,
    Map<String, Double> cpuMsByProcess) {

  private static final double MS_PER_SECOND = 1_000;

  /** Finds in what the processes took for each poll what the dispatcher did. */
  static PollCost of(Map<String, Double> cpuMsByProcess) {
    Double ms = cpuMsByProcess.get(Service.DEVICE_DISPATCHER.moduleName());
    Double perCore = ms == null || ms == 0 ? null : Double.valueOf(MS_PER_SECOND / ms);
    return new PollCost(ms, perCore, cpuMsByProcess);
  }
}
