package dev.drydock.dispatcher.artifact;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Places for downloads, given in the order in which they are asked for: most agents give an update
 * up when its file is not to be had, so some wait. Thread-safe; no thread waits.
 */
final class Places {

  private final int waiting;
  private final long waitMs;
  private final Deque<CompletableFuture<Boolean>> queue = new ArrayDeque<>();
  private int free;

  Places(ArtifactSettings settings) {
    this.free = settings.downloads();
    this.waiting = settings.waiting();
    this.waitMs = settings.placeWait().toMillis();
  }

  /** Asks for a place; completes with whether there is one, which is to be left then. */
  CompletableFuture<Boolean> enter() {
    CompletableFuture<Boolean> place = new CompletableFuture<>();
    synchronized (queue) {
      if (free > 0) {
        free--;
        return CompletableFuture.completedFuture(true);
      }
      queue.removeIf(CompletableFuture::isDone);
      if (queue.size() >= waiting) {
        return CompletableFuture.completedFuture(false);
      }
      queue.add(place);
    }
    return place.completeOnTimeout(false, waitMs, TimeUnit.MILLISECONDS);
  }

  /** Leaves a place, for the next that waits. */
  void leave() {
    CompletableFuture<Boolean> next;
    do {
      synchronized (queue) {
        next = queue.poll();
        if (next == null) {
          free++;
          return;
        }
      }
    } while (!next.complete(true));
  }
}
