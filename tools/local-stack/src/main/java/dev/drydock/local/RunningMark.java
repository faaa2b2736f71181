package dev.drydock.local;

import dev.drydock.local.process.ProcessRecord;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells a process that is about to build the project that an installation runs from its jars,
 * wherever the installation keeps its data. The script {@code drydock} reads it. What a killed
 * process leaves is told by its start.
 */
final class RunningMark implements AutoCloseable {

  private final ProcessRecord record;

  private RunningMark(ProcessRecord record) {
    this.record = record;
  }

  /** Sets the mark; where it may not be written, nothing can be built either, and there is none. */
  static RunningMark set(Path projectDirectory, Path dataDirectory) {
    Path marks = projectDirectory.resolve("target").resolve("running");
    var record = new ProcessRecord(marks.resolve(Integer.toHexString(dataDirectory.hashCode())));
    if (Files.isWritable(projectDirectory)) {
      record.write(ProcessHandle.current());
    }
    return new RunningMark(record);
  }

  /** Takes it away. */
  @Override
  public void close() {
    record.delete();
  }
}
