package dev.drydock.bench;

import dev.drydock.kit.terminal.CommandFailure;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A thread beside the load, with its failure kept for the caller. Thread-safe. */
final class Worker implements AutoCloseable {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final Thread thread;
  private volatile boolean stopped;
  private volatile @Nullable RuntimeException failure;

  private Worker(String name, Consumer<BooleanSupplier> task) {
    thread = new Thread(() -> run(task), name);
    thread.setDaemon(true);
  }

  /**
   * Starts one.
   *
   * @param task is given what tells it to stop, and returns soon after that
   */
  static Worker start(String name, Consumer<BooleanSupplier> task) {
    var worker = new Worker(name, task);
    worker.thread.start();
    return worker;
  }

  /** Throws {@link CommandFailure} when the task has failed. */
  void check() {
    RuntimeException cause = failure;
    if (cause != null) {
      throw new CommandFailure(
          "Expected \"" + thread.getName() + "\" to go on, but: " + cause.getMessage(), cause);
    }
  }

  /** Tells the task to stop and waits for it. */
  @Override
  public void close() {
    stopped = true;
    try {
      thread.join(STOP_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Consumer<BooleanSupplier> task) {
    try {
      task.accept(() -> stopped);
    } catch (RuntimeException e) {
      failure = e;
    }
  }
}
