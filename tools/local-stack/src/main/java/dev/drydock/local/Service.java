package dev.drydock.local;

import java.nio.file.Path;
import java.util.Locale;

/** The services of an installation. */
public enum Service {
  /** What callers talk to. */
  API_GATEWAY,
  /** Decides which operation has a device's dock. */
  DEVICE_DISPATCHER,
  /** Follows each operation to its end. */
  OPERATION_SERVICE,
  /** Keeps the view in PostgreSQL. */
  STATUS_PROJECTOR;

  /** Returns the name of its module, which is what it is called everywhere. */
  public String moduleName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the jar that runs it, in a project that is built. */
  public Path jar(Path projectDirectory) {
    return projectDirectory
        .resolve(moduleName())
        .resolve("target")
        .resolve("app")
        .resolve(moduleName() + ".jar");
  }
}
