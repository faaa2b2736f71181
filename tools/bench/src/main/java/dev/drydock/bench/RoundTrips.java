package dev.drydock.bench;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How long one record takes through this Kafka and back, one at a time: the floor for any hop of a
 * pipeline on it.
 */
final class RoundTrips {

  /** The stream services' commit interval, unless they are configured otherwise. */
  static final Duration COMMIT_INTERVAL = Duration.ofMillis(10);

  private static final int WARMUP_SHARE = 5;
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Clients clients;
  private final SampleRecords records = new SampleRecords();

  RoundTrips(Clients clients) {
    this.clients = clients;
  }

  /** Measures acks=all on an empty topic of one partition: from sending to being read. */
  Latencies.Summary plain(String topic, int count, BooleanSupplier stopped) {
    try (var producer = clients.producer(Map.of(ProducerConfig.LINGER_MS_CONFIG, 0));
        var consumer = clients.consumer(topic, 1, "read_uncommitted")) {
      return measure(consumer, () -> producer.send(records.next(topic)), count, stopped);
    }
  }

  /**
   * Measures one exactly-once hop on an empty topic of one partition. The record comes at any time
   * of a commit interval, as in a stream; it is read when its transaction is committed.
   */
  Latencies.Summary exactlyOnce(String topic, int count, BooleanSupplier stopped) {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "bench-" + UUID.randomUUID());
    var random = new SplittableRandom();
    try (var producer = clients.producer(settings);
        var consumer = clients.consumer(topic, 1, "read_committed")) {
      producer.initTransactions();
      return measure(
          consumer,
          () -> sendAndCommit(producer, topic, random.nextLong(COMMIT_INTERVAL.toNanos())),
          count,
          stopped);
    }
  }

  private void sendAndCommit(
      KafkaProducer<byte[], byte[]> producer, String topic, long untilCommitNanos) {
    producer.beginTransaction();
    producer.send(records.next(topic));
    long commitAt = System.nanoTime() + untilCommitNanos;
    for (long left = untilCommitNanos; left > 0; left = commitAt - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    producer.commitTransaction();
  }

  private static Latencies.Summary measure(
      KafkaConsumer<byte[], byte[]> consumer, Runnable send, int count, BooleanSupplier stopped) {
    for (int i = 0; i < count / WARMUP_SHARE; i++) {
      once(consumer, send, stopped);
    }
    var latencies = new Latencies();
    long end = System.nanoTime() + LIMIT.toNanos();
    for (int i = 0; i < count && System.nanoTime() - end < 0 && !stopped.getAsBoolean(); i++) {
      long start = System.nanoTime();
      once(consumer, send, stopped);
      latencies.record(System.nanoTime() - start);
    }
    return latencies.summary();
  }

  private static void once(
      KafkaConsumer<byte[], byte[]> consumer, Runnable send, BooleanSupplier stopped) {
    send.run();
    while (consumer.poll(POLL).isEmpty()) {
      if (stopped.getAsBoolean()) {
        return;
      }
    }
  }
}
