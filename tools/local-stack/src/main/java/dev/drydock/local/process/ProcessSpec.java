package dev.drydock.local.process;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A program to run as a process of its own.
 *
 * @param name what it is called in messages
 * @param command the program and its arguments
 * @param environment variables that are set in addition to those of this process
 * @param log file that takes its standard output and error; begun anew at the first start, and
 *     continued at those that follow the program's end
 * @param record file that names the process while it runs, so that a later run finds what a killed
 *     one left behind
 * @param readiness URL that answers 200 once the program does its work
 * @param stopTimeout how long it may take to end when it is told to; then it is killed
 */
public record ProcessSpec(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path log,
    Path record,
    URI readiness,
    Duration stopTimeout) {

  /** Long enough for a program that has no others to end. */
  public static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

  /** Copies the collections. */
  public ProcessSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
