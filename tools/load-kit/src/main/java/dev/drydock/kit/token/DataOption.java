package dev.drydock.kit.token;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the data directory of a local installation; a mixin. */
public final class DataOption {

  // The script tells where the project lies, so that all commands mean the same installation
  // whatever directory they are called from.
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${sys:drydock.home:-.}/.drydock",
      description = "Where the installation keeps its data (default: .drydock beside the script).")
  private Path directory = Path.of("");

  /** Returns the directory, absolute. */
  public Path directory() {
    return directory.toAbsolutePath().normalize();
  }
}
