package dev.drydock.dispatcher.ddi;

import dev.drydock.schemas.DeviceKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers devices' reports of updates so that no agent installs an update again because of it,
 * however much is at work and whatever is away (ADR 22): a progress report is answered 200, and the
 * newest of each device is written when there is room; a final report is answered 200 when it is
 * durable, or 429 after a while, and is still written when there is room. Thread-safe.
 */
final class ReportQueue implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReportQueue.class);
  private static final long DRAIN_MILLIS = 2_000;
  private static final long DRAIN_INTERVAL_MILLIS = 20;

  private final PendingReports progress;
  private final PendingReports finals;
  private final ReportSettings settings;
  private final ScheduledExecutorService timer;

  /**
   * Begins with none.
   *
   * @param attempt tries to make a report durable; never fails
   */
  ReportQueue(
      ReportSettings settings,
      Function<DeviceCall, CompletableFuture<Answer>> attempt,
      DdiMeters meters) {
    this.settings = settings;
    this.progress =
        new PendingReports(
            PendingReports.Kind.PROGRESS, settings, attempt, meters.merged(), System::nanoTime);
    this.finals =
        new PendingReports(
            PendingReports.Kind.FINAL, settings, attempt, meters.lost(), System::nanoTime);
    meters.pending(progress::size, finals::size);
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "ddi-reports");
              thread.setDaemon(true);
              return thread;
            });
    long interval = settings.retryInterval().toMillis();
    timer.scheduleWithFixedDelay(this::retry, interval, interval, TimeUnit.MILLISECONDS);
  }

  /** Answers a report; never fails. */
  CompletableFuture<Answer> answer(DeviceCall call, DeviceEdge.Task task) {
    return isFinal(task) ? answerFinal(call) : answerProgress(call);
  }

  /** Takes a report of progress without waiting; returns false when it is a final one. */
  boolean note(DeviceCall call, DeviceEdge.Task task) {
    if (isFinal(task)) {
      return false;
    }
    progress.submit(call);
    return true;
  }

  /** Tells whether a device has given a final report that is not durable yet. */
  boolean awaits(DeviceKey device) {
    return finals.contains(device);
  }

  /** Tries to write what waits, for two seconds at most. */
  void drain() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_MILLIS);
    try {
      while (finals.size() + progress.size() > 0 && System.nanoTime() < end) {
        retry();
        TimeUnit.MILLISECONDS.sleep(DRAIN_INTERVAL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the attempts; what waits is lost. */
  @Override
  public void close() {
    timer.shutdownNow();
  }

  private static boolean isFinal(DeviceEdge.Task task) {
    return task.weight() == Load.Weight.CLOSING;
  }

  private CompletableFuture<Answer> answerProgress(DeviceCall call) {
    return progress
        .submit(call)
        .thenApply(answer -> PendingReports.isLasting(answer) ? answer : Answer.DONE)
        .completeOnTimeout(Answer.DONE, settings.progressWait().toMillis(), TimeUnit.MILLISECONDS);
  }

  private CompletableFuture<Answer> answerFinal(DeviceCall call) {
    return finals
        .submit(call)
        .whenComplete((answer, failure) -> progress.drop(call.device()))
        .completeOnTimeout(
            PendingReports.NOT_WRITTEN, settings.hold().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A failure must not end the timer. */
  private void retry() {
    try {
      finals.retry();
      progress.retry();
    } catch (RuntimeException e) {
      LOG.error("Reports that are not durable were not tried again", e);
    }
  }
}
