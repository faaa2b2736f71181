package dev.drydock.local;

import dev.drydock.local.postgres.LocalPostgres;
import dev.drydock.local.process.StackPart;
import dev.drydock.local.process.StartPatience;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stack's own PostgreSQL server. Thread-safe. */
final class DatabasePart implements StackPart, AutoCloseable {

  private final Path directory;
  private final int port;
  private final StartPatience patience;
  private @Nullable LocalPostgres server;
  private volatile boolean closed;

  /** Makes a server that is not running yet. */
  DatabasePart(Path directory, int port, StartPatience patience) {
    this.directory = directory;
    this.port = port;
    this.patience = patience;
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public synchronized boolean isAlive() {
    return server != null && server.isRunning();
  }

  /** A server that is started takes connections. */
  @Override
  public boolean isReady() {
    return isAlive();
  }

  /** Starts it; returns when it takes connections. Fails once the part is closed. */
  @Override
  public synchronized void start() {
    if (closed) {
      throw new IllegalStateException("Expected PostgreSQL to be wanted but it was stopped");
    }
    server = LocalPostgres.start(directory, port, Map.of(), patience);
  }

  @Override
  public String lastLines(int lines) {
    return LocalPostgres.lastLines(directory, lines);
  }

  /** Stops the server, or ends a start that is under way; it is not started again. */
  @Override
  public void close() {
    closed = true;
    // before the lock, which a start that hangs holds
    LocalPostgres.stopLeftover(directory);
    closeStarted();
  }

  private synchronized void closeStarted() {
    if (server != null) {
      server.close();
    }
  }
}
