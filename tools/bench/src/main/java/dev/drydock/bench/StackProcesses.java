package dev.drydock.bench;

import dev.drydock.kit.terminal.CommandFailure;
import dev.drydock.local.process.ProcessRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds the processes of a local installation by what stands in its data directory. */
final class StackProcesses {

  /** What the database is called, which is no service of ours. */
  static final String POSTGRES = "postgres";

  private StackProcesses() {}

  /** Returns those that run, by name. */
  static Map<String, ProcessHandle> of(Path dataDirectory) {
    Map<String, ProcessHandle> processes = new TreeMap<>();
    for (Path file : records(dataDirectory.resolve("processes"))) {
      new ProcessRecord(file)
          .find()
          .ifPresent(process -> processes.put(file.getFileName().toString(), process));
    }
    database(dataDirectory.resolve(POSTGRES).resolve("data").resolve("postmaster.pid"))
        .ifPresent(process -> processes.put(POSTGRES, process));
    return processes;
  }

  private static List<Path> records(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    } catch (IOException e) {
      throw new CommandFailure(
          "Expected the data directory of a running installation, but there is no "
              + directory
              + "; name the one that `drydock up` uses",
          e);
    }
  }

  /** PostgreSQL's own file: the first line is the number of the process that started the others. */
  private static Optional<ProcessHandle> database(Path pidFile) {
    try {
      return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0).strip()));
    } catch (IOException | NumberFormatException e) {
      // a server elsewhere
      return Optional.empty();
    }
  }
}
