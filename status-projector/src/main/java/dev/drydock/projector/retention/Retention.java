package dev.drydock.projector.retention;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Deletes the operations that ended, and the requests that were turned away, longer ago than the
 * view keeps them. A row that comes back, for its record is read again, is deleted again.
 * Thread-safe.
 */
public final class Retention implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  /** Rows of one transaction: milliseconds, which neither queries nor the projection notice. */
  static final int BATCH = 1000;

  /**
   * Nothing ends before it is created, so the oldest are looked at first, until there are enough
   * that have ended: of those that have not, each device has one at most. Rows that somebody else
   * writes now are left for the next time, so that neither waits for the other.
   */
  static final String DELETE_SOME =
      "delete from operation where operation_id = any(array("
          + "select operation_id from operation where created_at_ms < ? and completed_at_ms < ?"
          + " order by created_at_ms limit ? for update skip locked))";

  private final JdbcTemplate jdbc;
  private final Duration period;
  private final Clock clock;

  /**
   * @param jdbc gives connections whose schema is the view's
   * @param period how long what is over is kept
   * @param clock tells how long ago that was
   */
  public Retention(JdbcTemplate jdbc, Duration period, Clock clock) {
    this.jdbc = jdbc;
    this.period = period;
    this.clock = clock;
  }

  /** Deletes all there is to delete now, in small transactions; what fails is left for later. */
  @Override
  public void run() {
    long endedBefore = clock.instant().minus(period).toEpochMilli();
    int deleted = 0;
    int last;
    try {
      do {
        last = jdbc.update(DELETE_SOME, endedBefore, endedBefore, BATCH);
        deleted += last;
      } while (last == BATCH && !Thread.currentThread().isInterrupted());
    } catch (DataAccessException e) {
      LOG.atWarn()
          .log(
              "Old rows could not be deleted and are later: {}",
              String.valueOf(e.getMostSpecificCause()));
    }
    LOG.atDebug().addKeyValue("rows", deleted).log("Old rows were deleted");
  }
}
