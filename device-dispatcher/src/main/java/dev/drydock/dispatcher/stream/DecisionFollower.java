package dev.drydock.dispatcher.stream;

import dev.drydock.messages.DispatchEvent;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.RegistryUnavailableException;
import dev.drydock.stream.FleetPartitions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what docks have decided and committed, from now on, and ends the waits of this instance's
 * fetches. Of all others' decisions it looks at a header alone.
 *
 * <p>It has all partitions for good, and is no member of a group, which would miss what is decided
 * during a rebalance.
 */
public final class DecisionFollower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DecisionFollower.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration END = Duration.ofSeconds(10);

  private final OpenFetches fetches = new OpenFetches();
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Supplier<RecordReader> readers;
  private final List<TopicPartition> partitions;
  private final Thread thread;

  private volatile boolean closed;
  private volatile boolean following;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;

  private DecisionFollower(
      Supplier<Consumer<byte[], byte[]>> consumers,
      Supplier<RecordReader> readers,
      String topic,
      FleetPartitions count) {
    this.consumers = consumers;
    this.readers = readers;
    partitions =
        IntStream.range(0, count.count()).mapToObj(n -> new TopicPartition(topic, n)).toList();
    thread = new Thread(this::run, "fetch-decisions");
    thread.setDaemon(true);
  }

  /**
   * Begins to follow.
   *
   * @param consumers make consumers that read what is committed, and belong to no group
   * @param topic name of the installation's {@code dispatch-events}
   */
  public static DecisionFollower start(
      Supplier<Consumer<byte[], byte[]>> consumers,
      Supplier<RecordReader> readers,
      String topic,
      FleetPartitions count) {
    DecisionFollower follower = new DecisionFollower(consumers, readers, topic, count);
    follower.thread.start();
    return follower;
  }

  OpenFetches fetches() {
    return fetches;
  }

  /** Tells whether decisions are read: while they are not, each first fetch is 503. */
  public boolean isFollowing() {
    return following && thread.isAlive();
  }

  /** Returns when it has ended. */
  @Override
  public void close() {
    closed = true;
    Consumer<byte[], byte[]> reading = consumer;
    if (reading != null) {
      reading.wakeup();
    }
    LockSupport.unpark(thread);
    try {
      thread.join(END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whatever it fails with, the thread goes on: nothing else would begin again. */
  private void run() {
    while (!closed) {
      try (Consumer<byte[], byte[]> reading = consumers.get();
          RecordReader reader = readers.get()) {
        consumer = reading;
        follow(reading, reader);
      } catch (WakeupException e) {
        // it is closed
      } catch (KafkaException e) {
        LOG.warn("Decisions cannot be read; retrying after {}", PAUSE, e);
        pause();
      } catch (RuntimeException e) {
        LOG.error(
            "Reading decisions failed because of an error in this program; retrying after {}",
            PAUSE,
            e);
        pause();
      }
    }
  }

  private void pause() {
    following = false;
    LockSupport.parkNanos(PAUSE.toNanos());
  }

  /**
   * A device that asked before the ends were known asks again: its fetch is told as often as it
   * asks.
   */
  private void follow(Consumer<byte[], byte[]> reading, RecordReader reader) {
    reading.assign(partitions);
    reading.seekToEnd(partitions);
    while (!closed) {
      for (ConsumerRecord<byte[], byte[]> record : reading.poll(POLL)) {
        String address = MessageHeaders.text(record.headers(), MessageHeaders.REPLY_TO);
        if (address != null && fetches.isAwaited(address)) {
          decide(address, record, reader);
        }
      }
      following = true;
    }
  }

  private void decide(String address, ConsumerRecord<byte[], byte[]> record, RecordReader reader) {
    try {
      if (reader.read(RawRecord.of(record)) instanceof Reading.Message message) {
        fetches.decide(address, (DispatchEvent) message.value());
        return;
      }
      LOG.atWarn()
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .log("A decision cannot be read");
    } catch (RegistryUnavailableException e) {
      LOG.warn(e.getMessage());
    }
  }
}
