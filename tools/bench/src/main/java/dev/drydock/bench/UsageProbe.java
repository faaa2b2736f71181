package dev.drydock.bench;

import dev.drydock.kit.terminal.CommandFailure;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what an installation has used when a run's measured time begins and ends; on a thread of
 * its own, so that the load does not wait for the answers. For one run at a time.
 */
final class UsageProbe implements OpenLoop.Window, AutoCloseable {

  private static final long LIMIT_SECONDS = 60;

  private final ProcessTimes times;
  private final KafkaRequests requests;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private @Nullable Future<Usage> first;
  private @Nullable Future<Usage> last;

  UsageProbe(ProcessTimes times, KafkaRequests requests) {
    this.times = times;
    this.requests = requests;
  }

  @Override
  public void begins() {
    first = thread.submit(this::look);
  }

  @Override
  public void ends() {
    last = thread.submit(this::look);
  }

  /** Returns what the run that was watched last has used. */
  Usage.Cost cost(long operations, double ceiling) {
    return await(last).since(await(first), operations, ceiling);
  }

  /** Returns how many processors each process kept busy in the time that was watched last. */
  Map<String, Double> busy() {
    return await(last).busySince(await(first));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private Usage look() {
    // the processes first: asking the broker costs it time
    var cpu = times.now();
    return new Usage(System.nanoTime(), cpu, requests.logEntries());
  }

  private static Usage await(@Nullable Future<Usage> usage) {
    if (usage == null) {
      throw new IllegalStateException("Expected a run to have been watched, but there was none");
    }
    try {
      return usage.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new CommandFailure("Expected to see what the run has used, but: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("Interrupted while looking at what the run has used", e);
    }
  }
}
