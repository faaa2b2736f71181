package dev.drydock.local.postgres;

import dev.drydock.local.process.LogEnd;
import dev.drydock.local.process.StartPatience;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server for one machine, in processes of its own, with one database. It listens on
 * the loopback address only, and any process that reaches it may connect.
 *
 * <p>Its files lie under one directory: {@code binaries}, {@code data}, {@code postgres.log}. A
 * later start on the same directory goes on from there, also after a {@code kill -9} of the server
 * or of the process that started it; in the second case the server goes on running, and the next
 * start stops it first.
 */
public final class LocalPostgres implements AutoCloseable {

  /** The database's name; its owner, and the owner's password, are called the same. */
  public static final String DATABASE = "drydock";

  private static final String HOST = "127.0.0.1";

  private final PostgresDirectory directory;
  private final int port;
  private final ProcessHandle server;

  private LocalPostgres(PostgresDirectory directory, int port, ProcessHandle server) {
    this.directory = directory;
    this.port = port;
    this.server = server;
  }

  /**
   * Starts a server as {@link #start(Path, int, Map, StartPatience)}, with the default patience.
   */
  public static LocalPostgres start(Path path, int port, Map<String, String> overrides) {
    return start(path, port, overrides, StartPatience.DEFAULT);
  }

  /**
   * Starts a server and returns when it takes connections: after 2 to 5 s the first time, 1 s later
   * on.
   *
   * @param path where everything is stored; made when it is not there
   * @param port TCP port, 1 to 65535, free
   * @param overrides server settings that replace those of one small machine
   * @param patience how long each of PostgreSQL's programs is waited for
   * @throws IllegalStateException when the server does not start; the message has the end of its
   *     log
   */
  public static LocalPostgres start(
      Path path, int port, Map<String, String> overrides, StartPatience patience) {
    var directory = PostgresDirectory.of(path);
    Map<String, String> settings = new HashMap<>(ofOneMachine());
    settings.put("port", Integer.toString(port));
    settings.putAll(overrides);
    try {
      directory.prepare();
      boolean isNew = !directory.isComplete();
      var commands = new PostgresCommands(PostgresBinaries.unpack(directory.binaries()));
      boolean isRunning =
          (!isNew || commands.initialize(directory.data(), directory.log(), patience))
              && commands.start(directory.data(), directory.log(), settings, patience);
      if (!isRunning) {
        throw new IOException(directory.lastLines());
      }
      if (isNew) {
        createDatabase(port);
        directory.markComplete();
      }
      return new LocalPostgres(directory, port, directory.server());
    } catch (IOException | SQLException e) {
      directory.stopServer();
      throw new IllegalStateException(
          "Expected PostgreSQL to start in \""
              + directory.path()
              + "\" on port "
              + port
              + " but it did not: "
              + e.getMessage(),
          e);
    }
  }

  /**
   * Stops a server that goes on running on a directory although no process owns it any more; tells
   * whether there was one.
   */
  public static boolean stopLeftover(Path path) {
    return PostgresDirectory.of(path).stopServer();
  }

  /** Returns the URL that the database has on a port. */
  public static String jdbcUrl(int port) {
    return "jdbc:postgresql://" + HOST + ":" + port + "/" + DATABASE;
  }

  /** Returns the URL of the database. */
  public String jdbcUrl() {
    return jdbcUrl(port);
  }

  /** Tells whether the server has not ended. */
  public boolean isRunning() {
    return server.isAlive();
  }

  /** Returns where the log of a directory's server is and how it ends. */
  public static String lastLines(Path path, int lines) {
    Path log = PostgresDirectory.of(path).log();
    return "its log is " + log + " and ends with:\n" + LogEnd.of(log, lines);
  }

  /** Stops the server cleanly; connections that are open are cut. */
  @Override
  public void close() {
    directory.stopServer();
  }

  private static Map<String, String> ofOneMachine() {
    return Map.of(
        "listen_addresses", HOST,
        "unix_socket_directories", "",
        // no replica reads the log
        "wal_level", "minimal",
        "max_wal_senders", "0",
        "max_connections", "50",
        // the statements are short: compiling them costs more than it saves
        "jit", "off");
  }

  private static void createDatabase(int port) throws SQLException {
    var source = new PGSimpleDataSource();
    source.setServerNames(new String[] {HOST});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(PostgresCommands.SUPERUSER);
    source.setUser(PostgresCommands.SUPERUSER);
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE ROLE " + DATABASE + " LOGIN PASSWORD '" + DATABASE + "'");
      statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + DATABASE);
    }
  }
}
