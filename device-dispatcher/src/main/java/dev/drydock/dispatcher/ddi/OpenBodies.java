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

  /**
   * How many of a device may be on their way, and how many may be answered, at the same time. An
   * agent sends one report after the other; some more are those of connections that broke.
   */
  static final int MOST = 8;

  /** Of each device, the oldest first. */
  private final ConcurrentMap<DeviceKey, List<CompletableFuture<byte[]>>> byDevice =
      new ConcurrentHashMap<>();

  /**
   * A body begins. Where too many are on their way the oldest of them is given up: it may never
   * come, and the new one may be the device's final report.
   *
   * @param body fails when it is given up
   */
  void open(DeviceKey device, CompletableFuture<byte[]> body) {
    List<CompletableFuture<byte[]>> open =
        byDevice.merge(
            device,
            List.of(body),
            (others, added) -> Stream.concat(others.stream(), added.stream()).toList());
    List<CompletableFuture<byte[]>> coming = open.stream().filter(b -> !b.isDone()).toList();
    coming.stream()
        .limit(Math.max(0, coming.size() - MOST))
        .forEach(oldest -> oldest.completeExceptionally(Refusal.givenUp()));
  }

  /** Tells whether a body that has come may be answered now. */
  boolean hasRoom(DeviceKey device) {
    return byDevice.getOrDefault(device, List.of()).stream()
            .filter(CompletableFuture::isDone)
            .count()
        <= MOST;
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
}
