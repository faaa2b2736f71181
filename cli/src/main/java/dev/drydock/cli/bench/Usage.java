package dev.drydock.cli.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an installation has used up to a moment.
 *
 * @param atNanos the moment ({@link System#nanoTime})
 * @param cpu CPU time of each process
 * @param logEntries entries of all its logs
 */
record Usage(long atNanos, Map<String, Duration> cpu, long logEntries) {

  /**
   * Returns what was used from an earlier moment to this one.
   *
   * @param operations how many operations were completed in between
   * @param ceiling raw records per second of the same Kafka
   */
  Cost since(Usage earlier, long operations, double ceiling) {
    Map<String, Double> msPerOperation = new LinkedHashMap<>();
    double total = 0;
    for (Map.Entry<String, Duration> process : cpu.entrySet()) {
      Duration before = earlier.cpu.getOrDefault(process.getKey(), Duration.ZERO);
      double ms = process.getValue().minus(before).toNanos() / 1e6;
      msPerOperation.put(process.getKey(), perOperation(ms, operations));
      total += ms;
    }
    double seconds = (atNanos - earlier.atNanos) / 1e9;
    double entries = logEntries - earlier.logEntries;
    double entriesPerSecond = seconds > 0 ? entries / seconds : 0;
    return new Cost(
        perOperation(total, operations),
        msPerOperation,
        seconds > 0 ? total / 1e3 / seconds : 0,
        entriesPerSecond,
        perOperation(entries, operations),
        ceiling > 0 ? entriesPerSecond / ceiling : 0);
  }

  /** Returns how many processors each process kept busy from an earlier moment to this one. */
  Map<String, Double> busySince(Usage earlier) {
    Map<String, Double> busy = new LinkedHashMap<>();
    double nanos = Math.max(1, atNanos - earlier.atNanos);
    cpu.forEach(
        (process, time) -> {
          Duration before = earlier.cpu.getOrDefault(process, Duration.ZERO);
          busy.put(process, time.minus(before).toNanos() / nanos);
        });
    return busy;
  }

  private static double perOperation(double amount, long operations) {
    return operations == 0 ? 0 : amount / operations;
  }

  /**
   * What operations cost.
   *
   * @param cpuMsPerOperation CPU milliseconds of all processes for one operation
   * @param cpuMsByProcess the same for each process
   * @param processorsBusy how many processors were at work for it, on average
   * @param entriesPerSecond log entries written per second, markers of transactions included
   * @param entriesPerOperation the same for one operation
   * @param ratio entries per second by the raw ceiling
   */
  record Cost(
      double cpuMsPerOperation,
      Map<String, Double> cpuMsByProcess,
      double processorsBusy,
      double entriesPerSecond,
      double entriesPerOperation,
      double ratio) {}
}
