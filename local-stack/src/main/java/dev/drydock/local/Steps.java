package dev.drydock.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The steps of a start, one after the other or side by side, with their times. */
final class Steps {

  private final StackProgress progress;
  private final Runnable whenFailed;

  /**
   * Makes steps that tell of themselves.
   *
   * @param whenFailed is run as soon as a step fails, so that those beside it need not be waited
   *     for
   */
  Steps(StackProgress progress, Runnable whenFailed) {
    this.progress = progress;
    this.whenFailed = whenFailed;
  }

  /** Does one step. */
  <T> T run(String step, Supplier<T> work) {
    synchronized (progress) {
      progress.started(step);
    }
    long start = System.nanoTime();
    T result = work.get();
    synchronized (progress) {
      progress.finished(step, Duration.ofNanos(System.nanoTime() - start));
    }
    return result;
  }

  /** Does several things side by side; throws what the first that failed has thrown. */
  void together(List<Runnable> works) {
    ExecutorService threads = Executors.newCachedThreadPool();
    var firstFailure = new AtomicReference<@Nullable Throwable>();
    try {
      CompletableFuture.allOf(
              works.stream()
                  .map(work -> CompletableFuture.runAsync(guarded(work, firstFailure), threads))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } finally {
      threads.shutdown();
    }
    Throwable failure = firstFailure.get();
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private Runnable guarded(Runnable work, AtomicReference<@Nullable Throwable> firstFailure) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        if (firstFailure.compareAndSet(null, e)) {
          whenFailed.run();
        }
      }
    };
  }
}
