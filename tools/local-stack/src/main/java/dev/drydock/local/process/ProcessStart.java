package dev.drydock.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** When a process was started, as a word that is the same whenever it is asked for. */
final class ProcessStart {

  /** Where it stands in what follows the program's name in {@code /proc/PID/stat}, see proc(5). */
  private static final int START_TICKS = 19;

  private ProcessStart() {}

  /**
   * Returns the word. On Linux it is the clock ticks since the system's own start: the time of day
   * that the JDK makes of them is another one after the clock was set.
   */
  static String of(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      // the name stands in parentheses, and may have any character
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_TICKS];
    } catch (IOException e) {
      return Long.toString(process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }
  }
}
