package dev.drydock.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an installation has used up to a moment.
 *
 * @param atNanos the moment ({@link System#nanoTime})
 * @param cpu CPU time of each process; null of one that has ended or cannot be read
 * @param logEntries entries of all its logs
 */
record Usage(long atNanos, Map<String, @Nullable Duration> cpu, long logEntries) {

  /**
   * Returns what was used from an earlier moment to this one.
   *
   * @param operations how many operations were completed in between
   * @param ceiling raw records per second of the same Kafka
   */
  Cost since(Usage earlier, long operations, double ceiling) {
    Map<String, Duration> used = cpuSince(earlier);
    Map<String, Double> msPerOperation = new LinkedHashMap<>();
    double total = 0;
    for (Map.Entry<String, Duration> process : used.entrySet()) {
      double ms = process.getValue().toNanos() / 1e6;
      msPerOperation.put(process.getKey(), perOperation(ms, operations));
      total += ms;
    }
    double seconds = (atNanos - earlier.atNanos) / 1e9;
    double entries = logEntries - earlier.logEntries;
    double entriesPerSecond = seconds > 0 ? entries / seconds : 0;
    return new Cost(
        perOperation(total, operations),
        msPerOperation,
        cpu.keySet().stream().filter(process -> !used.containsKey(process)).toList(),
        seconds > 0 ? total / 1e3 / seconds : 0,
        entriesPerSecond,
        perOperation(entries, operations),
        ceiling > 0 ? entriesPerSecond / ceiling : 0);
  }

  /**
   * Returns how many processors each process kept busy from an earlier moment to this one; without
   * those of which that is not known.
   */
  Map<String, Double> busySince(Usage earlier) {
    Map<String, Double> busy = new LinkedHashMap<>();
    double nanos = Math.max(1, atNanos - earlier.atNanos);
    cpuSince(earlier).forEach((process, time) -> busy.put(process, time.toNanos() / nanos));
    return busy;
  }

  /** A time that went back is not known: a process has ended and its time was not taken over. */
  private Map<String, Duration> cpuSince(Usage earlier) {
    Map<String, Duration> used = new LinkedHashMap<>();
    cpu.forEach(
        (process, time) -> {
          Duration before = earlier.cpu.get(process);
          if (before != null && time != null && time.compareTo(before) >= 0) {
            used.put(process, time.minus(before));
          }
        });
    return used;
  }

  private static double perOperation(double amount, long operations) {
    return operations == 0 ? 0 : amount / operations;
  }

  /**
   * What operations cost.
   *
   * @param cpuMsPerOperation CPU milliseconds of all processes for one operation
   * @param cpuMsByProcess the same for each process
   * @param cpuUnknown the processes that all of this is without, for they have ended, at least in
   *     part, or cannot be read
   * @param processorsBusy how many processors were at work for it, on average
   * @param entriesPerSecond log entries written per second, markers of transactions included
   * @param entriesPerOperation the same for one operation
   * @param ratio entries per second by the raw ceiling
   */
  record Cost(
      double cpuMsPerOperation,
      Map<String, Double> cpuMsByProcess,
      List<String> cpuUnknown,
      double processorsBusy,
      double entriesPerSecond,
      double entriesPerOperation,
      double ratio) {}
}
