package dev.drydock.projector.stream;

import dev.drydock.projector.core.Resumption;
import dev.drydock.projector.stream.PositionTable.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.transaction.TransactionException;

/**
 * Has the consumer read where the view is, whatever the offsets of its group are. Used by the
 * consumer's thread alone, but for {@link #known} and {@link #doubt}.
 */
public final class LogPositions implements ApplicationListener<ListenerContainerIdleEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(LogPositions.class);

  private final PositionStore store;
  private final LogExtents log;
  private final AtomicBoolean isInDoubt = new AtomicBoolean();

  /** Where the view is in the partitions that are read, as far as this consumer knows. */
  private final Map<TopicPartition, Long> known = new ConcurrentHashMap<>();

  private @Nullable Consumer<?, ?> consumer;

  public LogPositions(PositionStore store, LogExtents log) {
    this.store = store;
    this.log = log;
  }

  /** Has partitions that came to the consumer read from where the view is. */
  public void assigned(Consumer<?, ?> assignee) {
    consumer = assignee;
    tryToLocate();
  }

  /** Forgets partitions that are another's. */
  public void revoked(Collection<TopicPartition> partitions) {
    known.keySet().removeAll(partitions);
  }

  /** Returns where the view is in the partitions that are read, as far as this consumer knows. */
  Map<TopicPartition, Long> known() {
    return Map.copyOf(known);
  }

  /** The database's positions may be others than known: it is looked before anything is written. */
  void doubt() {
    isInDoubt.set(true);
  }

  /**
   * Returns what a batch reads; nothing when it does not begin where the view is: then the consumer
   * goes there, and what is missing is read once more.
   */
  List<Step> steps(List<? extends ConsumerRecord<?, ?>> records) {
    if (isInDoubt.get() || !isNext(records)) {
      locate();
      return List.of();
    }
    Map<TopicPartition, Read> reads = new HashMap<>();
    records.forEach(record -> reads.merge(partition(record), Read.of(record), Read::and));
    return steps(reads);
  }

  /** The steps are in the view. */
  void moved(List<Step> steps) {
    steps.forEach(step -> known.put(step.partition(), step.next()));
  }

  /** Has the consumer read where the view is, in all of its partitions. */
  void locate() {
    Consumer<?, ?> reader = consumer;
    if (reader == null) {
      return;
    }
    isInDoubt.set(false);
    try {
      Set<TopicPartition> partitions = new HashSet<>(reader.assignment());
      Map<TopicPartition, Resumption> places = store.locate(partitions, log);
      known.clear();
      places.forEach(
          (partition, place) -> {
            reader.seek(partition, place.offset());
            known.put(partition, place.offset());
          });
      LOG.atInfo().addKeyValue("partitions", places.size()).log("The view is read on");
    } catch (RuntimeException e) {
      isInDoubt.set(true);
      throw e;
    }
  }

  /**
   * Writes what the end of the log has behind its last record, markers of transactions, so that the
   * view is known to be complete; and looks at what was put into doubt.
   */
  @Override
  public void onApplicationEvent(ListenerContainerIdleEvent event) {
    if (isInDoubt.get()) {
      tryToLocate();
      return;
    }
    try {
      List<Step> steps = steps(Map.of());
      if (!steps.isEmpty()) {
        store.advance(steps);
        moved(steps);
      }
    } catch (PositionMovedException
        | DataAccessException
        | TransactionException
        | KafkaException e) {
      LOG.debug("The end of the log could not be noted", e);
      doubt();
    }
  }

  /** What fails is tried again with the next batch, or when there is none. */
  private void tryToLocate() {
    try {
      locate();
    } catch (PositionMovedException
        | DataAccessException
        | TransactionException
        | KafkaException e) {
      LOG.debug("Where the view is cannot be found out now", e);
    }
  }

  /** The consumer stands behind markers and removed records, too, of which it gives nothing. */
  private List<Step> steps(Map<TopicPartition, Read> reads) {
    List<Step> steps = new ArrayList<>();
    for (Map.Entry<TopicPartition, Long> place : known.entrySet()) {
      TopicPartition partition = place.getKey();
      Read read = reads.getOrDefault(partition, Read.NOTHING);
      long consumed = consumer == null ? 0 : consumer.position(partition);
      long next = Math.max(consumed, read.next());
      if (next > place.getValue()) {
        steps.add(new Step(partition, place.getValue(), next, read.newestMs()));
      }
    }
    return steps;
  }

  /**
   * What was read of a partition.
   *
   * @param next offset behind the last record
   * @param newestMs the newest timestamp
   */
  private record Read(long next, long newestMs) {

    static final Read NOTHING = new Read(0, Long.MIN_VALUE);

    static Read of(ConsumerRecord<?, ?> record) {
      return new Read(record.offset() + 1, record.timestamp());
    }

    Read and(Read other) {
      return new Read(Math.max(next, other.next), Math.max(newestMs, other.newestMs));
    }
  }

  private boolean isNext(List<? extends ConsumerRecord<?, ?>> records) {
    Map<TopicPartition, Long> firsts = new HashMap<>();
    records.forEach(record -> firsts.putIfAbsent(partition(record), record.offset()));
    boolean isThere =
        firsts.entrySet().stream()
            .allMatch(
                first -> {
                  Long place = known.get(first.getKey());
                  return place != null && first.getValue() >= place;
                });
    return isThere && !isBehindDeletedRecords(firsts);
  }

  /**
   * Between two records are markers of transactions or what compaction removed, or a loss. Kafka is
   * asked only where it deletes records for their age; a compacted topic is all gaps.
   */
  private boolean isBehindDeletedRecords(Map<TopicPartition, Long> firsts) {
    Map<TopicPartition, Long> jumped = new HashMap<>(firsts);
    jumped
        .entrySet()
        .removeIf(
            first ->
                store.isCompacted(first.getKey())
                    || first.getValue().equals(known.get(first.getKey())));
    return !jumped.isEmpty()
        && log.begins(jumped.keySet()).entrySet().stream()
            .anyMatch(begin -> begin.getValue() > known.getOrDefault(begin.getKey(), 0L));
  }

  private static TopicPartition partition(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }
}
