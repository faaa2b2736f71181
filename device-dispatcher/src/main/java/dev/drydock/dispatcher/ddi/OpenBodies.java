package dev.drydock.dispatcher.ddi;

import dev.drydock.schemas.DeviceKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * The bodies of each device that are on their way or being answered. They take memory, so they are
 * few. Thread-safe.
 */
final class OpenBodies {

  /** An agent says one thing after the other; some more are those of connections that broke. */
  static final int MOST = 8;

  /** Of each device, the oldest first. */
  private final ConcurrentMap<DeviceKey, List<CompletableFuture<byte[]>>> byDevice =
      new ConcurrentHashMap<>();

  /**
   * A body begins. Where there are as many as may be, the oldest that is still on its way is given
   * up: it may never come, and the new one may be the device's last word.
   *
   * @param body fails when it is given up
   * @return false when all are being answered
   */
  boolean tryOpen(DeviceKey device, CompletableFuture<byte[]> body) {
    while (true) {
      List<CompletableFuture<byte[]>> open = withOne(device, body);
      if (open.contains(body)) {
        return true;
      }
      Optional<CompletableFuture<byte[]>> oldest = givenUp(open);
      if (oldest.isEmpty()) {
        return false;
      }
      close(device, oldest.get());
    }
  }

  /** A body has been answered, if it was open. */
  void close(DeviceKey device, CompletableFuture<byte[]> body) {
    byDevice.computeIfPresent(
        device,
        (key, open) -> {
          List<CompletableFuture<byte[]>> others =
              open.stream().filter(other -> other != body).toList();
          return others.isEmpty() ? null : others;
        });
  }

  /** Returns the device's bodies: with this one, or so many others that it has no place. */
  private List<CompletableFuture<byte[]>> withOne(
      DeviceKey device, CompletableFuture<byte[]> body) {
    return byDevice.merge(
        device,
        List.of(body),
        (open, added) ->
            open.size() < MOST ? Stream.concat(open.stream(), added.stream()).toList() : open);
  }

  private static Optional<CompletableFuture<byte[]>> givenUp(
      List<CompletableFuture<byte[]>> bodies) {
    for (CompletableFuture<byte[]> body : bodies) {
      if (body.completeExceptionally(Refusal.givenUp())) {
        return Optional.of(body);
      }
    }
    return Optional.empty();
  }
}
