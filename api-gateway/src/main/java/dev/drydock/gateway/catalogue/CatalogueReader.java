package dev.drydock.gateway.catalogue;

import dev.drydock.gateway.publish.NotDurableException;
import dev.drydock.gateway.publish.RecordPublisher;
import dev.drydock.messages.Release;
import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.RegistryUnavailableException;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads the catalogue's topic from its beginning, and goes on reading, in a thread of its own. Each
 * instance reads all of it, so there is no consumer group. Runs for as long as the web server
 * answers requests.
 */
@Component
final class CatalogueReader implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogueReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration STOP_WAIT = Duration.ofSeconds(10);

  /** Starts before Spring Boot's web server, whose phase is 2048 below, and stops after it. */
  private static final int PHASE = DEFAULT_PHASE - 3000;

  private final ReleaseIndex index;
  private final ReadProgress progress = new ReadProgress();
  private final ConsumerFactory<byte[], byte[]> consumers;
  private final Supplier<RecordReader> readers;
  private final RecordPublisher publisher;
  private final TopicPartition partition;
  private final CountDownLatch stopping = new CountDownLatch(1);

  private volatile @Nullable Thread thread;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;

  CatalogueReader(
      ConsumerFactory<byte[], byte[]> consumers,
      Supplier<RecordReader> readers,
      RecordPublisher publisher,
      TopicNames names,
      CatalogueSettings settings) {
    this.index = new ReleaseIndex(settings.versionOrder());
    this.consumers = consumers;
    this.readers = readers;
    this.publisher = publisher;
    this.partition = new TopicPartition(names.of(Topic.RELEASES), 0);
  }

  ReleaseIndex index() {
    return index;
  }

  ReadProgress progress() {
    return progress;
  }

  /** Tells whether the thread lives that keeps the index up to the topic. */
  boolean isReading() {
    Thread running = thread;
    return running != null && running.isAlive();
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  @Override
  public void start() {
    Thread reading = new Thread(this::run, "catalogue-reader");
    reading.start();
    thread = reading;
  }

  @Override
  public void stop() {
    stopping.countDown();
    Consumer<byte[], byte[]> reading = consumer;
    if (reading != null) {
      reading.wakeup();
    }
    Thread running = thread;
    if (running == null) {
      return;
    }
    try {
      running.join(STOP_WAIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void run() {
    try (RecordReader reader = readers.get()) {
      while (isToRun()) {
        readUntilFailure(reader);
      }
    }
  }

  /**
   * A consumer that failed is thrown away, and the next goes on where it was: read again from its
   * beginning, the topic would bring back what was replaced or withdrawn since. Whatever it failed
   * with, the thread goes on, since nothing else would begin again.
   */
  private void readUntilFailure(RecordReader reader) {
    try (Consumer<byte[], byte[]> opened = consumers.createConsumer()) {
      consumer = opened;
      opened.assign(List.of(partition));
      goOn(opened);
      long end = opened.endOffsets(List.of(partition)).get(partition);
      while (isToRun()) {
        read(opened, reader);
        if (!progress.isAtEnd() && opened.position(partition) >= end) {
          progress.reachedEnd();
          LOG.atInfo().addKeyValue("topic", partition.topic()).log("The catalogue has been read");
        }
      }
    } catch (WakeupException e) {
      LOG.debug("The catalogue's reader was woken to stop");
    } catch (RuntimeException e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue("topic", partition.topic())
          .log("The catalogue cannot be read; it is tried again");
      pause();
    } finally {
      consumer = null;
    }
  }

  private void goOn(Consumer<byte[], byte[]> opened) {
    if (progress.position() == 0) {
      opened.seekToBeginning(List.of(partition));
    } else {
      opened.seek(partition, progress.position());
    }
  }

  private void read(Consumer<byte[], byte[]> opened, RecordReader reader) {
    for (ConsumerRecord<byte[], byte[]> record : opened.poll(POLL)) {
      if (!isApplied(record, reader)) {
        opened.seek(partition, record.offset());
        pause();
        return;
      }
      progress.reached(record.offset() + 1);
    }
    progress.reached(opened.position(partition));
  }

  /** Returns false when the record is to be read again, for registry or broker are away. */
  private boolean isApplied(ConsumerRecord<byte[], byte[]> record, RecordReader reader) {
    try {
      apply(reader.read(RawRecord.of(record)));
      return true;
    } catch (RegistryUnavailableException e) {
      LOG.atWarn().addKeyValue("offset", record.offset()).log(e.getMessage());
      return false;
    } catch (CompletionException e) {
      if (e.getCause() instanceof NotDurableException lost) {
        LOG.atWarn().addKeyValue("offset", record.offset()).log(lost.getMessage());
        return false;
      }
      throw e;
    }
  }

  private void apply(Reading reading) {
    if (reading instanceof Reading.Message message) {
      index.put(message.key(), PublishedRelease.fromMessage((Release) message.value()));
    } else if (reading instanceof Reading.Tombstone gone) {
      index.remove(gone.key());
    } else if (reading instanceof Reading.Unreadable unreadable) {
      publisher.publish(Topic.DEAD_LETTERS, unreadable.letter(), Map.of()).join();
    }
  }

  private boolean isToRun() {
    return stopping.getCount() > 0;
  }

  private void pause() {
    try {
      stopping.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
