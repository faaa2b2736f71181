package dev.drydock.projector.retention;

import dev.drydock.projector.core.HistoryChanges;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Deletes the operations that ended, and the rejected requests, longer ago than the view keeps
 * them, with their history, and the kinds that no operation is of any more. A row that comes back,
 * for its record is read again, is deleted again. For one thread.
 */
public final class Retention implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  /**
   * Operations of one transaction: milliseconds, which neither queries nor the projection notice.
   */
  static final int BATCH = 1000;

  /** Revisions of one transaction, to which those of one operation may be added. */
  static final int HISTORY_BATCH = 5000;

  /** Kinds go as slowly as versions of software come; looking for them reads all kinds. */
  private static final Duration KINDS_INTERVAL = Duration.ofHours(1);

  /**
   * Nothing ends before it is created, so the oldest are looked at first, until there are enough
   * that have ended: of those that have not, each device has one at most. Rows that somebody else
   * writes now are left for the next time, so that neither waits for the other. Of what is found,
   * as many are deleted as have revisions for one transaction, and one at least.
   */
  static final String DELETE_SOME =
      """
      with found as materialized (
        select operation_id, created_at_ms, least(revision, %1$d) as revisions
        from operation where created_at_ms < ? and completed_at_ms < ?
        order by created_at_ms limit ? for update skip locked),
      chosen as materialized (
        select operation_id from (
          select operation_id, revisions,
            sum(revisions) over (order by created_at_ms, operation_id) as total from found) as counted
        where total - revisions < %2$d),
      history as (
        delete from operation_revision where operation_id = any(array(select operation_id from chosen)))
      delete from operation where operation_id = any(array(select operation_id from chosen))
      """
          .formatted(HistoryChanges.MOST + HistoryChanges.MOST_FINAL, HISTORY_BATCH);

  /**
   * What writes an operation makes sure first that its kind is there and of today, and locks it
   * when it was of an earlier day: of two days ago, no writer is about to use it unseen.
   */
  static final String DELETE_KINDS =
      "delete from operation_kind kind where used_on < current_date - 2"
          + " and not exists (select from operation o where o.kind_id = kind.kind_id)";

  private final JdbcTemplate jdbc;
  private final Duration period;
  private final Clock clock;
  private Instant kindsDue = Instant.MIN;

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
    try {
      int operations = deleteOperations();
      int kinds = deleteKinds();
      LOG.atDebug()
          .addKeyValue("rows", operations)
          .addKeyValue("kinds", kinds)
          .log("Old rows were deleted");
    } catch (DataAccessException e) {
      LOG.atWarn()
          .log(
              "Old rows could not be deleted and are later: {}",
              String.valueOf(e.getMostSpecificCause()));
    }
  }

  private int deleteOperations() {
    long endedBefore = clock.instant().minus(period).toEpochMilli();
    int deleted = 0;
    int last;
    do {
      last = jdbc.update(DELETE_SOME, endedBefore, endedBefore, BATCH);
      deleted += last;
    } while (last > 0 && !Thread.currentThread().isInterrupted());
    return deleted;
  }

  private int deleteKinds() {
    Instant now = clock.instant();
    if (now.isBefore(kindsDue)) {
      return 0;
    }
    int deleted = jdbc.update(DELETE_KINDS);
    kindsDue = now.plus(KINDS_INTERVAL);
    return deleted;
  }
}
