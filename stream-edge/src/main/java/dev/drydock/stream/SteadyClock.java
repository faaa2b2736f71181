package dev.drydock.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A clock that does not jump with the machine's: it starts at the wall clock's time and is carried
 * on by a source that only counts. It follows the wall clock slowly, by no more than a machine's
 * clock is slewed; a jump it follows once the log confirms it (ADR 14). Thread-safe.
 */
public final class SteadyClock implements InstantSource {

  /** A difference above it is a jump. Time services step a clock for less, and often. */
  static final Duration JUMP = Duration.ofSeconds(1);

  /** How fast the wall clock is followed: as fast as operating systems slew it, 500 ppm. */
  static final long NANOS_PER_CORRECTED_NANO = 2_000;

  /** How far a broker's clock alone may move this one on at once: as brokers allow producers. */
  static final Duration AHEAD = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(SteadyClock.class);

  private final InstantSource wall;
  private final LongSupplier nanoTime;

  private Instant carried;
  private long carriedAt;
  private Duration allowance = JUMP;
  private @Nullable Duration noticed;

  /**
   * Starts at the wall clock's time.
   *
   * @param nanoTime counts nanoseconds, from anywhere, and never back: {@link System#nanoTime}
   */
  public SteadyClock(InstantSource wall, LongSupplier nanoTime) {
    this.wall = wall;
    this.nanoTime = nanoTime;
    carried = wall.instant();
    carriedAt = nanoTime.getAsLong();
  }

  /** Returns a clock of this machine. */
  public static SteadyClock ofThisMachine() {
    return new SteadyClock(InstantSource.system(), System::nanoTime);
  }

  @Override
  public synchronized Instant instant() {
    carry();
    follow(wall.instant());
    return carried;
  }

  /**
   * Hears of a record that a broker stamped when it took it: it is at least that late.
   *
   * @param stamped the broker's time
   * @param writtenAfter this clock's time at a moment before the record was written, or null when
   *     none is known. A record that was written after it and is stamped before it says that this
   *     clock is ahead of the log's.
   */
  synchronized void heard(Instant stamped, @Nullable Instant writtenAfter) {
    carry();
    Instant wallNow = wall.instant();
    if (stamped.isAfter(carried)) {
      forward(stamped, wallNow);
    } else if (writtenAfter != null
        && stamped.isBefore(writtenAfter.minus(JUMP))
        && wallNow.isBefore(carried.minus(JUMP))
        && !stamped.isAfter(wallNow.plus(JUMP))) {
      LOG.warn(
          "The log confirms that the machine's clock was set back by {}: it is followed",
          Duration.between(wallNow, carried));
      move(wallNow);
    }
    follow(wallNow);
  }

  /** The wall clock is a second witness; without it a broker's clock is believed so far only. */
  private void forward(Instant stamped, Instant wallNow) {
    Duration ahead = Duration.between(carried, stamped);
    if (ahead.compareTo(AHEAD) > 0 && stamped.isAfter(wallNow.plus(JUMP))) {
      return;
    }
    if (ahead.compareTo(JUMP) > 0) {
      LOG.warn("The log is {} ahead of this clock, which follows it", ahead);
    }
    move(stamped);
  }

  private void move(Instant to) {
    carried = to;
    noticed = null;
  }

  private void carry() {
    long now = nanoTime.getAsLong();
    long passed = Math.max(0, now - carriedAt);
    carried = carried.plusNanos(passed);
    carriedAt = now;
    Duration earned = allowance.plusNanos(passed / NANOS_PER_CORRECTED_NANO);
    allowance = earned.compareTo(JUMP) > 0 ? JUMP : earned;
  }

  private void follow(Instant wallNow) {
    Duration difference = Duration.between(carried, wallNow);
    if (difference.abs().compareTo(JUMP) > 0) {
      notice(difference);
      return;
    }
    noticed = null;
    Duration step = difference.abs().compareTo(allowance) > 0 ? allowance : difference.abs();
    carried = difference.isNegative() ? carried.minus(step) : carried.plus(step);
    allowance = allowance.minus(step);
  }

  /** Once a jump: until the difference becomes another one. */
  private void notice(Duration difference) {
    if (noticed == null || difference.minus(noticed).abs().compareTo(JUMP) > 0) {
      LOG.warn(
          "The machine's clock is {} off the time that was carried on: it jumped, and is not"
              + " followed before the log confirms it",
          difference);
      noticed = difference;
    }
  }
}
