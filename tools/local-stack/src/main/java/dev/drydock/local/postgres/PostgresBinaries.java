package dev.drydock.local.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs for this operating system, unpacked from the class path. Each stack has
 * them in a directory of its own, so a process tells by its program whose it is.
 */
final class PostgresBinaries {

  private static final String COMPLETE = ".complete";

  private PostgresBinaries() {}

  /**
   * Unpacks the programs, if they are not there, and returns their directory.
   *
   * @param parent where they are unpacked, each build of them to a directory of its own
   * @throws IOException when there are none for this system, or they cannot be written
   */
  static Path unpack(Path parent) throws IOException {
    byte[] archive;
    try (InputStream bundled = bundled()) {
      archive = bundled.readAllBytes();
    }
    var checksum = new CRC32();
    checksum.update(archive);
    Path directory = parent.resolve(Long.toHexString(checksum.getValue()));
    if (!Files.exists(directory.resolve(COMPLETE))) {
      try (var tar =
          new TarArchiveInputStream(
              new BufferedInputStream(new XZInputStream(new ByteArrayInputStream(archive))))) {
        unpack(tar, directory);
      }
      Files.createFile(directory.resolve(COMPLETE));
    }
    return directory.resolve("bin").toRealPath();
  }

  private static InputStream bundled() throws IOException {
    String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
    String machine = System.getProperty("os.arch");
    try {
      return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
    } catch (IllegalStateException e) {
      throw new IOException(
          "there is none bundled for "
              + system
              + " on "
              + machine
              + "; give the URL of a PostgreSQL server instead",
          e);
    }
  }

  private static void unpack(TarArchiveInputStream tar, Path directory) throws IOException {
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path file = directory.resolve(entry.getName()).normalize();
      if (!file.startsWith(directory)) {
        throw new IOException("Expected a path inside the archive but it is " + entry.getName());
      }
      if (entry.isDirectory()) {
        Files.createDirectories(file);
        continue;
      }
      Files.createDirectories(file.getParent());
      if (entry.isSymbolicLink()) {
        Files.deleteIfExists(file);
        Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      } else {
        Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
        boolean executable = file.getParent().endsWith("bin");
        if (executable && !file.toFile().setExecutable(true)) {
          throw new IOException("Expected to make " + file + " executable but could not");
        }
      }
    }
  }
}
