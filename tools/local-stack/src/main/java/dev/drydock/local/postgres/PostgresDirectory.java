package dev.drydock.local.postgres;

import dev.drydock.local.process.ProcessEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one server, and the processes that run from them. */
record PostgresDirectory(Path path) {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresDirectory.class);
  private static final int LAST_LINES = 20;
  private static final Duration END_TIMEOUT = Duration.ofSeconds(10);
  private static final Pattern COMPLAINT = Pattern.compile("FATAL|PANIC|error:|could not|did not");
  private static final Pattern PREFIX = Pattern.compile("^.*?(LOG|WARNING|FATAL|PANIC|error): +");

  static PostgresDirectory of(Path path) {
    return new PostgresDirectory(path.toAbsolutePath().normalize());
  }

  Path binaries() {
    return path.resolve("binaries");
  }

  Path data() {
    return path.resolve("data");
  }

  Path log() {
    return path.resolve("postgres.log");
  }

  /** Tells whether the database was made to the end. */
  boolean isComplete() {
    return Files.exists(marker());
  }

  void markComplete() throws IOException {
    Files.createFile(marker());
  }

  /** Makes the directory ready for a start, whatever the last run left behind. */
  void prepare() throws IOException {
    if (stopServer()) {
      LOG.info("Stopped the PostgreSQL server that an earlier run left running in {}", path);
    }
    Files.createDirectories(path);
    // No process of this directory runs, so the file is stale. PostgreSQL itself would take any
    // process that has got the same number since for another server.
    Files.deleteIfExists(pidFile());
    Files.deleteIfExists(log());
    if (!isComplete()) {
      deleteData();
    }
  }

  /** Stops the server cleanly, and when that takes too long by force; false when none runs. */
  boolean stopServer() {
    List<ProcessHandle> processes = processes();
    if (processes.isEmpty()) {
      return false;
    }
    // pg_ctl tells whomever the file names to end
    long named = pidInFile();
    if (processes.stream().anyMatch(process -> process.pid() == named)) {
      stopCleanly(Path.of(processes.get(0).info().command().orElseThrow()).getParent());
    }
    // the server removes its file before it ends itself
    ProcessEnd.of(processes, END_TIMEOUT);
    return true;
  }

  private void stopCleanly(Path programs) {
    try {
      if (!new PostgresCommands(programs).stop(data(), log())) {
        LOG.warn("The PostgreSQL server in {} does not end and is killed", path);
      }
    } catch (IOException e) {
      LOG.warn("Expected to stop the PostgreSQL server in {} but could not", path, e);
    }
  }

  /** Returns the process that all others of the server descend from; throws when none runs. */
  ProcessHandle server() throws IOException {
    return ProcessHandle.of(pidInFile())
        .orElseThrow(() -> new IOException("the server has ended at once, see " + log()));
  }

  /** Returns the processes that run from these binaries. */
  List<ProcessHandle> processes() {
    if (!Files.exists(binaries())) {
      return List.of();
    }
    Path programs;
    try {
      programs = binaries().toRealPath();
    } catch (IOException e) {
      throw new IllegalStateException("Expected to read " + binaries() + " but could not", e);
    }
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process.info().command().filter(c -> Path.of(c).startsWith(programs)).isPresent())
        .toList();
  }

  /** Returns what the server last said that was wrong, in one line. */
  String lastLines() throws IOException {
    List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of();
    return lines.stream()
        .skip(Math.max(0, lines.size() - LAST_LINES))
        .filter(line -> COMPLAINT.matcher(line).find())
        .map(line -> PREFIX.matcher(line).replaceFirst(""))
        .collect(Collectors.joining("; "));
  }

  private void deleteData() throws IOException {
    if (!Files.exists(data())) {
      return;
    }
    try (Stream<Path> files = Files.walk(data())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Path marker() {
    return path.resolve("complete");
  }

  /** Returns no process's number when there is no file, or it is being written. */
  private long pidInFile() {
    try {
      return Long.parseLong(Files.readAllLines(pidFile()).get(0).strip());
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      return -1;
    }
  }

  private Path pidFile() {
    return data().resolve("postmaster.pid");
  }
}
