package dev.drydock.dispatcher.ddi;

import dev.drydock.schemas.DeviceKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * How many bodies of each device are on their way or being answered, for they take memory.
 * Thread-safe.
 */
final class OpenBodies {

  /** An agent says one thing after the other; some more are those of connections that broke. */
  static final int MOST = 8;

  private final ConcurrentMap<DeviceKey, Integer> byDevice = new ConcurrentHashMap<>();

  /**
   * A body begins.
   *
   * @return what is to be run when it has ended, once or more often; null when it is one too many
   */
  @Nullable Runnable tryOpen(DeviceKey device) {
    AtomicBoolean isOpen = new AtomicBoolean(true);
    Runnable close =
        () -> {
          if (isOpen.compareAndSet(true, false)) {
            byDevice.computeIfPresent(device, (key, count) -> count == 1 ? null : count - 1);
          }
        };
    if (byDevice.merge(device, 1, Integer::sum) <= MOST) {
      return close;
    }
    close.run();
    return null;
  }
}
