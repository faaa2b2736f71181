package dev.drydock.dispatcher.artifact;

import dev.drydock.schemas.DeviceKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Places for downloads: most agents give an update up when its file is not to be had, so some wait.
 * No device and no tenant can take all of them, so a tenant whose devices read slowly does not keep
 * others out. Those of a tenant that wait are given places in their order. Thread-safe; no thread
 * waits.
 */
final class Places {

  /**
   * How many downloads of a device may be under way or wait. An agent downloads one file after the
   * other; some more are those of connections that broke.
   */
  static final int PER_DEVICE = 8;

  /** How many times as much as is left for others a tenant may take: alone four fifths of all. */
  private static final int SHARE = 4;

  private final int waiting;
  private final Executor then;

  /** The first that waits first. Guards all that follows. */
  private final Deque<Waiter> queue = new ArrayDeque<>();

  private final Map<String, Integer> byTenant = new HashMap<>();
  private final Map<DeviceKey, Integer> byDevice = new HashMap<>();
  private int free;

  /**
   * Opens all places.
   *
   * @param then runs what follows on a place that was waited for: one that is left at once must not
   *     be handed on within the call that left the one before
   */
  Places(ArtifactSettings settings, Executor then) {
    this.free = settings.downloads();
    this.waiting = settings.waiting();
    this.then = then;
  }

  /** A place that was taken. */
  final class Place {

    private final DeviceKey device;
    private final AtomicBoolean isLeft = new AtomicBoolean();

    private Place(DeviceKey device) {
      this.device = device;
    }

    /** Leaves it, for the next that waits; does nothing when it was left before. */
    void leave() {
      if (isLeft.compareAndSet(false, true)) {
        Places.this.leave(device);
      }
    }
  }

  private record Waiter(DeviceKey device, CompletableFuture<Optional<Place>> place) {}

  /**
   * Asks for a place; completes with nothing when there is none, also none to wait for.
   *
   * @param wait how long to wait for one; not at all where it is not positive
   */
  CompletableFuture<Optional<Place>> enter(DeviceKey device, Duration wait) {
    Waiter waiter = new Waiter(device, new CompletableFuture<>());
    synchronized (queue) {
      queue.removeIf(other -> other.place.isDone());
      int own = byDevice.getOrDefault(device, 0) + count(other -> other.device.equals(device));
      if (own < PER_DEVICE && mayTake(device.tenantId())) {
        return CompletableFuture.completedFuture(Optional.of(take(device)));
      }
      if (own >= PER_DEVICE || !mayWait(device.tenantId())) {
        return CompletableFuture.completedFuture(Optional.empty());
      }
      queue.add(waiter);
    }
    return waiter
        .place
        .completeOnTimeout(Optional.empty(), wait.toNanos(), TimeUnit.NANOSECONDS)
        .thenApplyAsync(Function.identity(), then);
  }

  private boolean mayTake(String tenantId) {
    return byTenant.getOrDefault(tenantId, 0) < SHARE * free;
  }

  private boolean mayWait(String tenantId) {
    int own = count(other -> other.device.tenantId().equals(tenantId));
    return own < SHARE * (waiting - queue.size());
  }

  private int count(Predicate<Waiter> which) {
    return (int) queue.stream().filter(which).count();
  }

  private Place take(DeviceKey device) {
    free--;
    byTenant.merge(device.tenantId(), 1, Integer::sum);
    byDevice.merge(device, 1, Integer::sum);
    return new Place(device);
  }

  private void leave(DeviceKey device) {
    synchronized (queue) {
      giveBack(device);
      for (Iterator<Waiter> next = queue.iterator(); free > 0 && next.hasNext(); ) {
        Waiter waiter = next.next();
        if (mayTake(waiter.device.tenantId())) {
          next.remove();
          hand(waiter);
        }
      }
    }
  }

  private void hand(Waiter waiter) {
    Place place = take(waiter.device);
    if (!waiter.place.complete(Optional.of(place))) {
      giveBack(waiter.device);
    }
  }

  private void giveBack(DeviceKey device) {
    free++;
    byTenant.computeIfPresent(device.tenantId(), (key, count) -> count == 1 ? null : count - 1);
    byDevice.computeIfPresent(device, (key, count) -> count == 1 ? null : count - 1);
  }
}
