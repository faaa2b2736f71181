package dev.drydock.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** CPU time of this process alone, and of others, each with all that it started. Thread-safe. */
final class ProcessTimes {

  /** USER_HZ: what Linux counts CPU time in for programs, on every architecture of today. */
  private static final long TICKS_PER_SECOND = 100;

  /** Of the fields after the command's closing parenthesis: utime, stime, cutime, cstime. */
  private static final int FIRST_TIME_FIELD = 11;

  private static final int TIME_FIELDS = 4;

  private static final String THIS_PROCESS = "load and devices";

  private final Map<String, ProcessHandle> processes;

  /** Watches other processes under these names. */
  ProcessTimes(Map<String, ProcessHandle> processes) {
    this.processes = new LinkedHashMap<>(processes);
  }

  /** Returns each one's time since its start; null of one that has ended or cannot be read. */
  Map<String, @Nullable Duration> now() {
    Map<String, @Nullable Duration> times = new LinkedHashMap<>();
    times.put(THIS_PROCESS, own(ProcessHandle.current()).orElse(null));
    processes.forEach((name, process) -> times.put(name, withDescendants(process).orElse(null)));
    return times;
  }

  /** A descendant that has just ended counts as none: its time is its parent's soon. */
  private static Optional<Duration> withDescendants(ProcessHandle process) {
    return of(process)
        .map(
            time ->
                process
                    .descendants()
                    .map(child -> of(child).orElse(Duration.ZERO))
                    .reduce(time, Duration::plus));
  }

  private static Optional<Duration> of(ProcessHandle process) {
    Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    try {
      // the number may be another process's already
      return process.isAlive() ? Optional.of(parse(Files.readString(stat))) : Optional.empty();
    } catch (IOException e) {
      // not Linux, or it has just ended
      return own(process);
    }
  }

  private static Optional<Duration> own(ProcessHandle process) {
    return process.info().totalCpuDuration();
  }

  /** Reads {@code /proc/PID/stat}, the time of children that have ended included. */
  static Duration parse(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = 0;
    for (int i = FIRST_TIME_FIELD; i < FIRST_TIME_FIELD + TIME_FIELDS; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return Duration.ofSeconds(ticks).dividedBy(TICKS_PER_SECOND);
  }
}
