package dev.drydock.local;

import dev.drydock.local.process.ProcessEnd;
import dev.drydock.local.process.ProcessRecord;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a stack keeps everything; in use by one stack at a time. */
final class DataDirectory implements AutoCloseable {

  private static final long MIN_FREE_BYTES = 256L << 20;

  private final Path path;
  private final FileChannel lockFile;

  private DataDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Takes the directory, which is made when it is not there.
   *
   * @throws IllegalStateException when another stack has it, or it cannot be written, or its disk
   *     is full
   */
  static DataDirectory open(Path path) {
    try {
      Files.createDirectories(path);
      // the log of a detached installation has a token in it
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      checkSpace(path);
      // Asked first: a second lock of one JVM, refused as it is, would end the first one's.
      requireUnused(path);
      FileChannel channel =
          FileChannel.open(lockFile(path), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @Nullable FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw inUse(path, "another process");
      }
      ownerRecord(path).write(ProcessHandle.current());
      clearTemporary(path);
      return new DataDirectory(path, channel);
    } catch (IOException e) {
      throw new IllegalStateException(
          "Expected to write to \""
              + path
              + "\" but could not ("
              + e
              + "): free it, or choose another directory with --data",
          e);
    }
  }

  /** Throws {@link IllegalStateException} when another stack has the directory. */
  static void requireUnused(Path path) {
    owner(path)
        .ifPresent(
            process -> {
              throw inUse(path, "process " + process.pid());
            });
  }

  /** Returns the process whose stack has a directory. */
  static Optional<ProcessHandle> owner(Path path) {
    ProcessRecord owner = ownerRecord(path);
    // the process that has the lock has not ended, whatever else the record says
    return owner.find().or(() -> isLocked(path) ? owner.findByNumber() : Optional.empty());
  }

  /**
   * Tells whether the process that had a directory was killed: it is still named, and its lock is
   * free. One that begins takes the lock first, and one that ends gives it up last. Not to be asked
   * of a directory that this JVM has: it would lose the lock.
   */
  static boolean isLeftBehind(Path path) {
    try (FileChannel channel = FileChannel.open(lockFile(path), StandardOpenOption.WRITE)) {
      return channel.tryLock() != null && ownerRecord(path).isWritten();
    } catch (IOException | OverlappingFileLockException e) {
      // there is none, or it is this JVM's
      return false;
    }
  }

  /** Ends what a killed stack left running, PostgreSQL aside; tells whether there was anything. */
  static boolean endLeftovers(Path path, Duration timeout) {
    List<ProcessRecord> records = records(path);
    List<ProcessHandle> left = records.stream().flatMap(record -> record.find().stream()).toList();
    ProcessEnd.of(left, timeout);
    records.forEach(ProcessRecord::delete);
    return !left.isEmpty();
  }

  Path kafka() {
    return path.resolve("kafka");
  }

  Path postgres() {
    return postgres(path);
  }

  static Path postgres(Path path) {
    return path.resolve("postgres");
  }

  /** The directory of a service's own state. */
  Path state(Service service) {
    return path.resolve("state").resolve(service.moduleName());
  }

  Path log(String process) {
    return path.resolve("logs").resolve(process + ".log");
  }

  /**
   * Where the services put what they unpack; what a killed one leaves there goes at the next start.
   */
  Path temporary() {
    return temporary(path);
  }

  Path record(String process) {
    return records(path, process);
  }

  static Path identity(Path path) {
    return path.resolve("identity");
  }

  @Override
  public void close() {
    try {
      ownerRecord(path).delete();
      lockFile.close();
    } catch (IOException e) {
      throw new IllegalStateException("Expected to release \"" + path + "\" but could not", e);
    }
  }

  private static boolean isLocked(Path path) {
    try (FileChannel channel = FileChannel.open(lockFile(path), StandardOpenOption.WRITE)) {
      return channel.tryLock() == null;
    } catch (NoSuchFileException e) {
      return false;
    } catch (OverlappingFileLockException e) {
      return true; // by this JVM, which is about to write its record
    } catch (IOException e) {
      throw new IllegalStateException("Expected to read " + lockFile(path) + " but could not", e);
    }
  }

  private static Path lockFile(Path path) {
    return path.resolve("lock");
  }

  private static Path temporary(Path path) {
    return path.resolve("tmp");
  }

  private static void clearTemporary(Path path) throws IOException {
    Path directory = Files.createDirectories(temporary(path));
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(directory)) {
          Files.delete(file);
        }
      }
    }
  }

  private static void checkSpace(Path path) throws IOException {
    long free = Files.getFileStore(path).getUsableSpace();
    if (free < MIN_FREE_BYTES) {
      throw new IllegalStateException(
          "Expected at least "
              + (MIN_FREE_BYTES >> 20)
              + " MB to be free for \""
              + path
              + "\" but it is "
              + (free >> 20)
              + " MB: free some, or choose a directory on another disk with --data");
    }
  }

  private static IllegalStateException inUse(Path path, String owner) {
    return new IllegalStateException(
        "Expected no other process to use \""
            + path
            + "\" but "
            + owner
            + " runs an installation there: stop it with `drydock down`, or choose another"
            + " directory with --data");
  }

  private static ProcessRecord ownerRecord(Path path) {
    return new ProcessRecord(path.resolve("owner"));
  }

  private static Path records(Path path, String process) {
    return path.resolve("processes").resolve(process);
  }

  private static List<ProcessRecord> records(Path path) {
    Path directory = records(path, "");
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(ProcessRecord::new).toList();
    } catch (IOException e) {
      throw new IllegalStateException("Expected to read " + directory + " but could not", e);
    }
  }
}
