package dev.drydock.projector.stream;

import dev.drydock.projector.core.Completeness;
import dev.drydock.projector.core.LogExtent;
import dev.drydock.projector.core.LogPosition;
import dev.drydock.projector.core.Resumption;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.TransactionException;

/**
 * Finds out again and again how far the view is behind the log, from the log and the database
 * alone: all instances tell the same, whichever reads. Thread-safe; runs in one thread.
 */
public final class ViewLag implements Runnable {

  /** Told instead of seconds while it is not known: of an empty view, and just after the start. */
  public static final String UNKNOWN = "unknown";

  private static final Logger LOG = LoggerFactory.getLogger(ViewLag.class);

  private final LogExtents log;
  private final PositionStore store;
  private final LogPositions positions;
  private final Runnable schema;
  private final Duration tolerance;
  private final Clock clock;
  private final Completeness<TopicPartition> completeness = new Completeness<>();

  private volatile @Nullable Long completeUntilMs;
  private volatile List<String> gaps = List.of();

  /**
   * @param log what Kafka has
   * @param store where the view is
   * @param positions are told when the database may have been put back
   * @param schema makes the view's schema and tables where they are missing
   * @param tolerance how far the view may be behind without being called so
   * @param clock tells the present time
   * @param meters where the figure goes
   */
  public ViewLag(
      LogExtents log,
      PositionStore store,
      LogPositions positions,
      Runnable schema,
      Duration tolerance,
      Clock clock,
      MeterRegistry meters) {
    this.log = log;
    this.store = store;
    this.positions = positions;
    this.schema = schema;
    this.tolerance = tolerance;
    this.clock = clock;
    TimeGauge.builder("drydock.projector.view.behind", this::behindMs, TimeUnit.MILLISECONDS)
        .description("Time by which the view is behind the log; NaN when that is not known")
        .register(meters);
  }

  /**
   * Returns by how many whole seconds the view is behind the log, or {@link #UNKNOWN}; nothing when
   * it is not, by more than the tolerance.
   */
  public Optional<String> behind() {
    double behindMs = behindMs();
    if (Double.isNaN(behindMs)) {
      return Optional.of(UNKNOWN);
    }
    return behindMs > tolerance.toMillis()
        ? Optional.of(Long.toString((long) behindMs / 1000))
        : Optional.empty();
  }

  /** Returns in words where records may be missing in the view. */
  List<String> gaps() {
    return gaps;
  }

  /** Looks once; while Kafka or the database is away, the view gets older. */
  @Override
  public void run() {
    try {
      look();
    } catch (BadSqlGrammarException e) {
      LOG.warn("Tables of the view are missing: they are made anew, and filled from the log");
      completeUntilMs = null;
      restore();
    } catch (KafkaException | DataAccessException | TransactionException e) {
      LOG.debug("How far the view is behind cannot be found out now", e);
    }
  }

  private void look() {
    // In this order: what was known is never ahead of the log's end, nor of the database, and what
    // the database has reached of that end was written before now.
    Map<TopicPartition, Long> known = positions.known();
    long nowMs = clock.millis();
    Map<TopicPartition, LogExtent> extents = log.read();
    Map<TopicPartition, LogPosition> places = store.positions();
    completeUntilMs = completeness.look(nowMs, extents, places);
    boolean isPlain =
        known.entrySet().stream()
            .allMatch(
                partition ->
                    isPlain(
                        partition.getValue(),
                        places.get(partition.getKey()),
                        extents.get(partition.getKey())));
    if (!isPlain) {
      positions.doubt();
    }
    gaps = store.gaps();
  }

  /** Tells whether the database is not older than known, and Kafka has what comes next. */
  private static boolean isPlain(
      long known, @Nullable LogPosition place, @Nullable LogExtent extent) {
    if (place == null || extent == null || place.nextOffset() < known) {
      return false;
    }
    LogPosition last = new LogPosition(place.topicId(), known, place.logTimeMs(), place.movedAt());
    return Resumption.of(last, extent).gap() == null;
  }

  /** Whatever it fails with, it is tried again with the next look. */
  private void restore() {
    try {
      schema.run();
      positions.doubt();
    } catch (RuntimeException e) {
      LOG.warn("The view's tables cannot be made now", e);
    }
  }

  private double behindMs() {
    Long until = completeUntilMs;
    return until == null ? Double.NaN : Math.max(0, clock.millis() - until);
  }
}
