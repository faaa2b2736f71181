package dev.drydock.e2e;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What tests share, started once: a failure is that of every test. Ended by JUnit after the last
 * one, when it is kept in the root's store.
 */
final class SharedStart<T> implements AutoCloseable {

  private final String name;
  private final Consumer<T> end;
  private final @Nullable T started;
  private final @Nullable RuntimeException failure;

  /**
   * Starts it, or finds that it cannot be started.
   *
   * @param name what it is called in messages
   * @param end how it is ended
   */
  SharedStart(String name, Supplier<T> start, Consumer<T> end) {
    T running = null;
    RuntimeException thrown = null;
    try {
      running = start.get();
    } catch (RuntimeException e) {
      thrown = e;
    }
    this.name = name;
    this.end = end;
    this.started = running;
    this.failure = thrown;
  }

  T get() {
    if (started == null) {
      throw new IllegalStateException(
          "Expected the shared " + name + " to start, but: " + failure, failure);
    }
    return started;
  }

  @Override
  public void close() {
    if (started != null) {
      end.accept(started);
    }
  }
}
