package dev.drydock.gateway.catalogue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** How far the catalogue's topic has been read, and who waits for it. Thread-safe. */
final class ReadProgress {

  private final ConcurrentNavigableMap<Long, CompletableFuture<Void>> waiting =
      new ConcurrentSkipListMap<>();

  private volatile long position;
  private volatile boolean isAtEnd;

  /** Returns the offset before which everything has been read; 0 when nothing has. */
  long position() {
    return position;
  }

  /** Everything before this offset has been read. */
  void reached(long newPosition) {
    position = newPosition;
    var past = waiting.headMap(newPosition, false);
    past.values().forEach(waiter -> waiter.complete(null));
    past.clear();
  }

  /** Everything that stood on the topic when this instance started has been read. */
  void reachedEnd() {
    isAtEnd = true;
  }

  boolean isAtEnd() {
    return isAtEnd;
  }

  /** Completes when the record at this offset has been read. */
  CompletableFuture<Void> read(long offset) {
    CompletableFuture<Void> waiter =
        waiting.computeIfAbsent(offset, unused -> new CompletableFuture<>());
    // The reader may have passed before the waiter stood there.
    if (position > offset) {
      waiter.complete(null);
      waiting.remove(offset);
    }
    return waiter;
  }
}
