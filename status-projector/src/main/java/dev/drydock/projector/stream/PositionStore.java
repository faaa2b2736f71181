package dev.drydock.projector.stream;

import dev.drydock.projector.core.LogExtent;
import dev.drydock.projector.core.LogPosition;
import dev.drydock.projector.core.Resumption;
import dev.drydock.projector.core.Resumption.Gap;
import dev.drydock.projector.stream.PositionTable.Step;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Decides where partitions are read on, and notes it. Thread-safe. */
public final class PositionStore {

  private static final Logger LOG = LoggerFactory.getLogger(PositionStore.class);

  private final TransactionTemplate transaction;
  private final JdbcTemplate jdbc;
  private final PositionTable table;
  private final TopicNames names;
  private final Clock clock;

  public PositionStore(DataSource view, TopicNames names, Clock clock) {
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(view));
    this.jdbc = new JdbcTemplate(view);
    this.table = new PositionTable(jdbc);
    this.names = names;
    this.clock = clock;
  }

  /** Moves positions in the transaction that is open, as {@link PositionTable#advance}. */
  void advance(List<Step> steps) {
    table.advance(steps);
  }

  /** Returns all positions. */
  Map<TopicPartition, LogPosition> positions() {
    return table.all();
  }

  /** Returns in words where records may be missing. */
  List<String> gaps() {
    return table.gaps();
  }

  /**
   * Returns where partitions are read on, and has that stand in the database.
   *
   * @param extents tells what Kafka has; asked when the positions are held, so that none is beyond
   *     the end that is told
   * @throws PositionMovedException when another instance has just begun with one of them
   */
  Map<TopicPartition, Resumption> locate(
      Collection<TopicPartition> partitions, LogExtents extents) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              Map<TopicPartition, LogPosition> known = table.hold(partitions);
              Map<TopicPartition, LogExtent> log = extents.read();
              Map<TopicPartition, Resumption> places = new HashMap<>();
              partitions.forEach(
                  partition -> places.put(partition, locate(partition, known.get(partition), log)));
              return places;
            }));
  }

  private Resumption locate(
      TopicPartition partition, @Nullable LogPosition known, Map<TopicPartition, LogExtent> log) {
    LogExtent extent = log.get(partition);
    if (extent == null) {
      throw new KafkaException("Kafka does not tell the extent of " + partition);
    }
    Resumption place = Resumption.of(known, extent);
    if (known == null) {
      table.begin(partition, extent.topicId(), place.offset());
      return place;
    }
    if (place.gap() != null) {
      report(partition, known, place, place.gap());
    } else if (mayLackTombstones(partition, known, extent)) {
      forget(partition, log);
      place = new Resumption(extent.begin(), null);
    }
    if (place.offset() != known.nextOffset() || !known.topicId().equals(extent.topicId())) {
      table.putBack(partition, extent.topicId(), place.offset());
    }
    return place;
  }

  private void report(TopicPartition partition, LogPosition known, Resumption place, Gap gap) {
    LOG.atError()
        .addKeyValue("topic", partition.topic())
        .addKeyValue("partition", partition.partition())
        .addKeyValue("offset", place.offset())
        .addKeyValue("expected", known.nextOffset())
        .log("Records may be missing in the view ({}); see docs/operations.md", gap.word());
    table.putGap(partition, gap, known.nextOffset(), place.offset());
  }

  private void forget(TopicPartition partition, Map<TopicPartition, LogExtent> log) {
    int partitions =
        (int) log.keySet().stream().filter(p -> p.topic().equals(partition.topic())).count();
    int rows =
        topic(partition) == Topic.DEVICES
            ? DeviceTable.forget(jdbc, partition.partition(), partitions)
            : OperationTable.forgetOpen(jdbc, partition.partition(), partitions);
    LOG.atWarn()
        .addKeyValue("topic", partition.topic())
        .addKeyValue("partition", partition.partition())
        .addKeyValue("rows", rows)
        .log("The topic is read anew: the view is older than removals are kept in the log");
  }

  /**
   * A device that was retired, or an operation that ended, while nothing was read stays as it is
   * for ever, when Kafka has kept neither its last record nor the tombstone so long. An operation
   * that has ended in the view needs no such care: it is deleted for its age.
   */
  private boolean mayLackTombstones(TopicPartition partition, LogPosition known, LogExtent extent) {
    return isCompacted(partition)
        && known.nextOffset() < extent.end()
        && known.movedAt().isBefore(clock.instant().minus(topic(partition).retention()));
  }

  /** Tells whether a partition's records are deleted for later ones, and not for their age. */
  boolean isCompacted(TopicPartition partition) {
    return topic(partition).cleanup() == Topic.Cleanup.COMPACT;
  }

  private Topic topic(TopicPartition partition) {
    return names.topic(partition.topic()).orElseThrow();
  }
}
