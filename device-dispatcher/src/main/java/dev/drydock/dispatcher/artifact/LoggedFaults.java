package dev.drydock.dispatcher.artifact;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** Knows what was logged lately: a fleet that meets one fault is to log it once. Thread-safe. */
public final class LoggedFaults {

  /** How long something counts as logged. */
  static final Duration SPAN = Duration.ofMinutes(1);

  /** More than so many different faults in a span are not told apart. */
  static final int MOST = 1_000;

  private final LongSupplier nanoTime;
  private final ConcurrentMap<String, Long> logged = new ConcurrentHashMap<>();

  /**
   * Begins with nothing.
   *
   * @param nanoTime counts nanoseconds, from anywhere
   */
  public LoggedFaults(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Tells whether something is to be logged: it was not in the last minute. */
  public boolean isNew(String fault) {
    long now = nanoTime.getAsLong();
    logged.values().removeIf(at -> now - at >= SPAN.toNanos());
    return logged.size() < MOST && logged.putIfAbsent(fault, now) == null;
  }
}
