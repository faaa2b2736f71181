package dev.drydock.dispatcher.ddi;

import dev.drydock.schemas.DeviceKey;
import java.util.List;
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
    while (!isAdded(device, body)) {
      if (!isOneGivenUp(device)) {
        return false;
      }
    }
    return true;
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

  private boolean isAdded(DeviceKey device, CompletableFuture<byte[]> body) {
    return byDevice
        .merge(
            device,
            List.of(body),
            (open, added) ->
                open.size() < MOST ? Stream.concat(open.stream(), added.stream()).toList() : open)
        .contains(body);
  }

  private boolean isOneGivenUp(DeviceKey device) {
    for (CompletableFuture<byte[]> body : byDevice.getOrDefault(device, List.of())) {
      if (body.completeExceptionally(Refusal.givenUp())) {
        close(device, body);
        return true;
      }
    }
    return false;
  }
}
