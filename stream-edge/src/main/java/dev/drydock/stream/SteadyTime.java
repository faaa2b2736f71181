package dev.drydock.stream;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/**
 * Kafka Streams' time, counted on from the start: its punctuators and its commits go by it, so that
 * a machine's clock that is set back stalls neither. What is due is not its to say: see {@link
 * SteadyClock}. Thread-safe.
 */
public final class SteadyTime implements Time {

  private final LongSupplier nanoTime;
  private final long beginMs;
  private final long beginNanos;

  /**
   * Begins to count.
   *
   * @param beginMs the time at the start, milliseconds since 1970
   * @param nanoTime counts nanoseconds, from anywhere, and never back: {@link System#nanoTime}
   */
  public SteadyTime(long beginMs, LongSupplier nanoTime) {
    this.beginMs = beginMs;
    this.nanoTime = nanoTime;
    beginNanos = nanoTime.getAsLong();
  }

  @Override
  public long milliseconds() {
    return beginMs + TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - beginNanos);
  }

  @Override
  public long nanoseconds() {
    return nanoTime.getAsLong();
  }

  @Override
  public void sleep(long ms) {
    SYSTEM.sleep(ms);
  }

  /** Waits for a length of time: the deadline is of this clock, and the system's is another. */
  @Override
  public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMs)
      throws InterruptedException {
    long left = Math.max(0, deadlineMs - milliseconds());
    SYSTEM.waitObject(object, condition, SYSTEM.milliseconds() + left);
  }
}
