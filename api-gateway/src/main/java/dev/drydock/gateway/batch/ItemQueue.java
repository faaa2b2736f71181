package dev.drydock.gateway.batch;

import dev.drydock.gateway.security.Caller;
import dev.drydock.gateway.security.TenantId;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Bounds how many items of one application are on their way at once, because each takes a
 * connection; further ones wait for their turn. No thread waits. Thread-safe.
 */
@Component
final class ItemQueue {

  /** Ten full batches: a loop that is refused with 429 gets 2,000 refusals a second by it. */
  private static final int MOST = 200;

  private final ScheduledExecutorService threads;

  /** Only of applications that have items on their way. */
  private final Map<Application, State> states = new HashMap<>();

  ItemQueue(ScheduledExecutorService timer) {
    this.threads = timer;
  }

  private record Application(TenantId tenantId, @Nullable String applicationId) {}

  private static final class State {
    private int running;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
  }

  /**
   * Runs an item when it is its turn.
   *
   * @return ends as the item does
   */
  <T> CompletableFuture<T> run(Caller caller, Supplier<CompletableFuture<T>> item) {
    Application application = new Application(caller.tenantId(), caller.actor().applicationId());
    CompletableFuture<Void> turn = new CompletableFuture<>();
    CompletableFuture<T> end = turn.thenCompose(begun -> item.get());
    end.whenComplete((answer, failure) -> ended(application));
    if (tryBegin(application, () -> turn.complete(null))) {
      turn.complete(null);
    }
    return end.copy();
  }

  private synchronized boolean tryBegin(Application application, Runnable later) {
    State state = states.computeIfAbsent(application, unused -> new State());
    if (state.running == MOST) {
      state.waiting.add(later);
      return false;
    }
    state.running++;
    return true;
  }

  private void ended(Application application) {
    Runnable next = next(application);
    if (next != null) {
      threads.execute(next);
    }
  }

  private synchronized @Nullable Runnable next(Application application) {
    State state = states.get(application);
    Runnable next = state.waiting.poll();
    if (next == null && --state.running == 0) {
      states.remove(application);
    }
    return next;
  }
}
