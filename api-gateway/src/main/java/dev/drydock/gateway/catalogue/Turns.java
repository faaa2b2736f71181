package dev.drydock.gateway.catalogue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Lets the changes of one thing follow one another: what one change has seen is still so when it is
 * written. No thread waits. Thread-safe.
 */
final class Turns {

  private final ConcurrentMap<String, CompletableFuture<?>> latest = new ConcurrentHashMap<>();

  /**
   * Begins a change once all earlier ones of the same key are over, whatever became of them.
   *
   * @return as the change does
   */
  <T> CompletableFuture<T> after(String key, Supplier<CompletableFuture<T>> change) {
    CompletableFuture<T> end = new CompletableFuture<>();
    CompletableFuture<?> earlier = latest.put(key, end);
    CompletableFuture<?> turn =
        earlier == null
            ? CompletableFuture.completedFuture(null)
            : earlier.handle((result, failure) -> null);
    turn.thenCompose(begun -> change.get())
        .whenComplete(
            (result, failure) -> {
              latest.remove(key, end);
              if (failure == null) {
                end.complete(result);
              } else {
                end.completeExceptionally(cause(failure));
              }
            });
    return end;
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
