package dev.drydock.cli.up;

import dev.drydock.local.Database;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a PostgreSQL server which runs already; a mixin. */
final class DatabaseOptions {

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      description = "JDBC URL of a PostgreSQL database to use (default: one is started).")
  private @Nullable String url;

  @Option(
      names = "--database-user",
      paramLabel = "USER",
      defaultValue = "drydock",
      description = "Its user (default: ${DEFAULT-VALUE}).")
  private String user = "";

  // Not typed as an argument, for others may see those in a list of processes.
  @Option(
      names = "--database-password",
      hidden = true,
      defaultValue = "${env:DRYDOCK_DATABASE_PASSWORD:-}")
  private String password = "";

  /** Returns the database, or nothing when one is to be started. */
  Optional<Database> database() {
    return Optional.ofNullable(url).map(u -> new Database(u, user, password));
  }
}
