package dev.drydock.local;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a stack has started, to be closed in the opposite order, once. Whatever is started while or
 * after that happens is closed at once. Thread-safe.
 */
final class RunningParts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunningParts.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private boolean closed;

  /**
   * Adds a part that runs, and returns it.
   *
   * @throws IllegalStateException when the parts were closed meanwhile; then this one is, too
   */
  synchronized <T extends AutoCloseable> T add(T part) {
    if (closed) {
      close(part);
      throw new IllegalStateException("The installation was stopped while it was starting");
    }
    parts.push(part);
    return part;
  }

  /** Closes all of them; one that fails does not keep the others. Returns when all are closed. */
  @Override
  public synchronized void close() {
    closed = true;
    while (!parts.isEmpty()) {
      close(parts.pop());
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) { // what AutoCloseable declares
      LOG.warn("Expected to stop {} but could not", part.getClass().getSimpleName(), e);
    }
  }
}
