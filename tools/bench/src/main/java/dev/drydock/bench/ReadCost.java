package dev.drydock.bench;

import dev.drydock.local.Service;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a read costs. All that a process does meanwhile counts, also what it does without reads.
 *
 * @param viewCpuMs CPU milliseconds of gateway, projector and PostgreSQL together, which answer it;
 *     null when that of one of them is not known
 * @param cpuMsByProcess CPU milliseconds of each process that is watched
 * @param cpuUnknown the processes that are watched, too, but of which it is not known
 */
record ReadCost(
    @Nullable Double viewCpuMs, Map<String, Double> cpuMsByProcess, List<String> cpuUnknown) {

  private static final Set<String> VIEW =
      Set.of(
          Service.API_GATEWAY.moduleName(),
          Service.STATUS_PROJECTOR.moduleName(),
          StackProcesses.POSTGRES);

  /** Adds up what the processes took for each read. */
  static ReadCost of(Usage.Cost cost) {
    Map<String, Double> cpuMsByProcess = cost.cpuMsByProcess();
    Double sum =
        cpuMsByProcess.keySet().containsAll(VIEW)
            ? Double.valueOf(VIEW.stream().mapToDouble(cpuMsByProcess::get).sum())
            : null;
    return new ReadCost(sum, cpuMsByProcess, cost.cpuUnknown());
  }
}
