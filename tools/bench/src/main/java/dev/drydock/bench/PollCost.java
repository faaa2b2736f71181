package dev.drydock.bench;

import dev.drydock.local.Service;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a poll costs. All that a process does meanwhile counts, also what it does without polls; of
 * the dispatcher it is known what that is.
 *
 * @param dispatcherCpuMs CPU milliseconds of the dispatcher, which answers it; null when that is
 *     not known
 * @param dispatcherCpuMsAboveRest the same without what it does at rest
 * @param pollsPerCore polls per second that one core would answer if it did nothing else; null when
 *     that is not known
 * @param pollsPerCoreAboveRest the same without what the dispatcher does at rest
 * @param cpuMsByProcess CPU milliseconds of each process that is watched
 * @param cpuUnknown the processes that are watched, too, but of which it is not known
 */
record PollCost(
    @Nullable Double dispatcherCpuMs,
    @Nullable Double dispatcherCpuMsAboveRest,
    @Nullable Double pollsPerCore,
    @Nullable Double pollsPerCoreAboveRest,
    Map<String, Double> cpuMsByProcess,
    List<String> cpuUnknown) {

  private static final double MS_PER_SECOND = 1_000;
  private static final String DISPATCHER = Service.DEVICE_DISPATCHER.moduleName();

  /**
   * Finds in what the processes took for each poll what the dispatcher did.
   *
   * @param busyAtRest how many processors each process kept busy without polls
   * @param pollsPerSecond how many were answered
   */
  static PollCost of(Usage.Cost cost, Map<String, Double> busyAtRest, double pollsPerSecond) {
    Double ms = cost.cpuMsByProcess().get(DISPATCHER);
    Double rest = busyAtRest.get(DISPATCHER);
    Double above =
        ms == null || rest == null || pollsPerSecond == 0
            ? null
            : Double.valueOf(Math.max(0, ms - rest * MS_PER_SECOND / pollsPerSecond));
    return new PollCost(
        ms, above, perCore(ms), perCore(above), cost.cpuMsByProcess(), cost.cpuUnknown());
  }

  private static @Nullable Double perCore(@Nullable Double ms) {
    return ms == null || ms == 0 ? null : Double.valueOf(MS_PER_SECOND / ms);
  }
}
