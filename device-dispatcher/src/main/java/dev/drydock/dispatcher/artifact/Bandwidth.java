package dev.drydock.dispatcher.artifact;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * Shares a tenant's bandwidth out to its downloads in the order in which they ask. Thread-safe; no
 * thread waits.
 */
final class Bandwidth {

  private static final double NANOS_PER_SECOND = 1e9;

  private final ToLongFunction<String> bytesPerSecond;
  private final LongSupplier nanoTime;

  /** When what was shared out before will have been sent, by tenant. */
  private final ConcurrentMap<String, Long> freeAt = new ConcurrentHashMap<>();

  /**
   * Begins to share out.
   *
   * @param bytesPerSecond a tenant's limit, {@link Long#MAX_VALUE} for none
   * @param nanoTime counts nanoseconds, from anywhere
   */
  Bandwidth(ToLongFunction<String> bytesPerSecond, LongSupplier nanoTime) {
    this.bytesPerSecond = bytesPerSecond;
    this.nanoTime = nanoTime;
  }

  /**
   * Takes a share.
   *
   * @return in how many nanoseconds the bytes may be sent, 0 for at once
   */
  long take(String tenantId, int bytes) {
    long limit = bytesPerSecond.applyAsLong(tenantId);
    if (limit == Long.MAX_VALUE) {
      return 0;
    }
    long now = nanoTime.getAsLong();
    long cost = (long) (bytes * NANOS_PER_SECOND / limit);
    long end =
        freeAt.merge(tenantId, now + cost, (free, first) -> free - now > 0 ? free + cost : first);
    return end - cost - now;
  }
}
