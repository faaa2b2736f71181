package dev.drydock.check.kafka;

import dev.drydock.check.rules.LogBounds;
import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.RecordReader;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** Reads partitions from one offset to another, one partition at a time. Not thread-safe. */
final class TopicScan {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration STALL = Duration.ofSeconds(60);

  private final Consumer<byte[], byte[]> consumer;
  private final RecordReader reader;
  private long unreadable;

  TopicScan(Consumer<byte[], byte[]> consumer, RecordReader reader) {
    this.consumer = consumer;
    this.reader = reader;
  }

  /**
   * Reads a partition; hands over each record of the contract with its offset.
   *
   * @throws IllegalStateException when the broker gives no records for a minute
   * @throws OffsetOutOfRangeException when the next record is not there any more
   */
  void read(TopicPartition partition, LogBounds bounds, ReadingHandler to) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, bounds.start());
    long reached = bounds.start();
    long lastProgressNanos = System.nanoTime();
    while (reached < bounds.end()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < bounds.end()) {
          hand(record, to);
        }
      }
      // the position, not the last record: transactions leave markers that are no records
      long position = consumer.position(partition);
      if (position > reached) {
        reached = position;
        lastProgressNanos = System.nanoTime();
      } else if (System.nanoTime() - lastProgressNanos > STALL.toNanos()) {
        throw new IllegalStateException(
            "Expected records of "
                + partition
                + " up to offset "
                + bounds.end()
                + ", but none came after offset "
                + reached
                + " for "
                + STALL.toSeconds()
                + " s; check the brokers");
      }
    }
  }

  /** Returns how many records were none of the contract. */
  long unreadable() {
    return unreadable;
  }

  private void hand(ConsumerRecord<byte[], byte[]> record, ReadingHandler to) {
    Reading reading = reader.read(RawRecord.of(record));
    if (reading instanceof Reading.Unreadable) {
      unreadable++;
    } else {
      to.accept(record.offset(), record.timestamp(), reading);
    }
  }
}
