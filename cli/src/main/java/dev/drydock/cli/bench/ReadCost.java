package dev.drydock.cli.bench;

import dev.drydock.local.Service;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a read costs. All that a process does meanwhile counts, also what it does when nobody reads.
 *
 * @param viewCpuMs CPU milliseconds of gateway, projector and PostgreSQL together, which answer it;
 *     null when not all of them are watched
 * @param cpuMsByProcess CPU milliseconds of each process that is watched
 */
record ReadCost(@Nullable Double viewCpuMs, Map<String, Double> cpuMsByProcess) {

  private static final Set<String> VIEW =
      Set.of(
          Service.API_GATEWAY.moduleName(),
          Service.STATUS_PROJECTOR.moduleName(),
          StackProcesses.POSTGRES);

  /** Adds up what the processes took for each read. */
  static ReadCost of(Map<String, Double> cpuMsByProcess) {
    Double sum =
        cpuMsByProcess.keySet().containsAll(VIEW)
            ? Double.valueOf(VIEW.stream().mapToDouble(cpuMsByProcess::get).sum())
            : null;
    return new ReadCost(sum, cpuMsByProcess);
  }
}
