package dev.drydock.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The steps of a start, one after the other or side by side, with their times. */
final class Steps implements AutoCloseable {

  private static final Duration REMINDER = Duration.ofSeconds(15);

  private final StackProgress progress;
  private final Runnable whenFailed;
  private final ScheduledExecutorService reminders =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "start-reminders");
            thread.setDaemon(true);
            return thread;
          });

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
    tell(() -> progress.started(step));
    long start = System.nanoTime();
    ScheduledFuture<?> reminder =
        reminders.scheduleAtFixedRate(
            () -> tell(() -> progress.waiting(step, since(start))),
            REMINDER.toSeconds(),
            REMINDER.toSeconds(),
            TimeUnit.SECONDS);
    T result;
    try {
      result = work.get();
    } finally {
      reminder.cancel(false);
    }
    tell(() -> progress.finished(step, since(start)));
    return result;
  }

  /** Ends the reminders. */
  @Override
  public void close() {
    reminders.shutdownNow();
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

  private void tell(Runnable what) {
    synchronized (progress) {
      what.run();
    }
  }

  private static Duration since(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
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
