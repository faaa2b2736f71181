package dev.drydock.dispatcher.ddi;

import dev.drydock.schemas.DeviceKey;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Counts what each device does, so that one that has gone wild takes no more than its part. What is
 * counted is forgotten after each span of time. Thread-safe.
 */
final class DeviceRates {

  /** How long is counted before it begins anew. */
  static final Duration SPAN = Duration.ofSeconds(10);

  private final int most;
  private final LongSupplier nanoTime;

  private volatile Span current;

  /**
   * Begins to count.
   *
   * @param most how often a device may do it in a span
   * @param nanoTime counts nanoseconds, from anywhere
   */
  DeviceRates(int most, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
    this.current = new Span(nanoTime.getAsLong(), new ConcurrentHashMap<>());
  }

  private record Span(long begunNanos, ConcurrentMap<DeviceKey, AtomicInteger> counts) {}

  /** Counts a device; returns false when it has been counted too often lately. */
  boolean isWithin(DeviceKey device) {
    return span().counts.computeIfAbsent(device, d -> new AtomicInteger()).incrementAndGet()
        <= most;
  }

  /** Two threads may both begin one: what is lost by it lets a few more through. */
  private Span span() {
    long now = nanoTime.getAsLong();
    Span span = current;
    if (now - span.begunNanos >= SPAN.toNanos()) {
      span = new Span(now, new ConcurrentHashMap<>());
      current = span;
    }
    return span;
  }
}
