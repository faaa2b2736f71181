package dev.drydock.bench;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How many records per second this Kafka takes from one producer and gives to one consumer, both at
 * once and beside everything else on the machine: the ceiling for any pipeline on it.
 *
 * @param partitions of the topic
 * @param valueBytes mean size of a record's value
 * @param recordsPerSecond produced and consumed
 */
record RawThroughput(int partitions, int valueBytes, double recordsPerSecond) {

  /**
   * How far the producer may be ahead: enough to keep both busy, little enough to stay in memory.
   */
  private static final int LONGEST_LEAD = 100_000;

  private static final long LEAD_WAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
  private static final Duration POLL = Duration.ofMillis(100);

  /** What the services' producers wait for others to share a batch. */
  private static final Map<String, Object> AS_SERVICES = Map.of(ProducerConfig.LINGER_MS_CONFIG, 1);

  /**
   * Measures it on a topic that is empty.
   *
   * @param warmup time before the measured one, for the broker's code to be compiled
   * @param measured more than 0
   */
  static RawThroughput measure(
      Clients clients,
      String topic,
      int partitions,
      Duration warmup,
      Duration measured,
      BooleanSupplier stopped) {
    var records = new SampleRecords();
    var consumed = new AtomicLong();
    try (var consumer = clients.consumer(topic, partitions, "read_uncommitted");
        var producer = clients.producer(AS_SERVICES);
        var writer =
            Worker.start("raw-producer", end -> produce(producer, records, topic, consumed, end))) {
      long start = System.nanoTime();
      long from = start + warmup.toNanos();
      long to = from + measured.toNanos();
      long now = start;
      long countFrom = 0;
      while (now - to < 0 && !stopped.getAsBoolean()) {
        writer.check();
        consumed.addAndGet(consumer.poll(POLL).count());
        long earlier = now;
        now = System.nanoTime();
        if (earlier - from < 0 && now - from >= 0) {
          from = now;
          countFrom = consumed.get();
        }
      }
      double seconds = Math.max(1, now - from) / 1e9;
      return new RawThroughput(
          partitions, records.valueBytes(), (consumed.get() - countFrom) / seconds);
    }
  }

  private static void produce(
      KafkaProducer<byte[], byte[]> producer,
      SampleRecords records,
      String topic,
      AtomicLong consumed,
      BooleanSupplier end) {
    long produced = 0;
    while (!end.getAsBoolean()) {
      if (produced - consumed.get() > LONGEST_LEAD) {
        LockSupport.parkNanos(LEAD_WAIT_NANOS);
      } else {
        producer.send(records.next(topic));
        produced++;
      }
    }
  }
}
