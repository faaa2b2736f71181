package dev.drydock.bench;

import dev.drydock.kit.cluster.Cluster;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What this Kafka can do with nothing of Drydock's on top.
 *
 * @param ceiling records per second, produced and consumed
 * @param roundTrip one record alone, from sending to being read
 * @param exactlyOnceHop the same in a transaction, the commit interval's wait included
 */
record RawKafka(
    RawThroughput ceiling, Latencies.Summary roundTrip, Latencies.Summary exactlyOnceHop) {

  /**
   * How long it is measured.
   *
   * @param partitions of the topic for the ceiling; as many as the fleet topics have
   * @param warmup of the ceiling
   * @param measured of the ceiling
   * @param roundTrips how many of each kind
   */
  record Effort(int partitions, Duration warmup, Duration measured, int roundTrips) {}

  /** Measures it, on topics of its own that are deleted afterwards. */
  static RawKafka measure(
      Cluster cluster, KafkaRequests kafka, Effort effort, BooleanSupplier stopped) {
    var clients = new Clients(cluster);
    var trips = new RoundTrips(clients);
    RawThroughput ceiling =
        onTopic(
            kafka,
            effort.partitions(),
            topic ->
                RawThroughput.measure(
                    clients,
                    topic,
                    effort.partitions(),
                    effort.warmup(),
                    effort.measured(),
                    stopped));
    return new RawKafka(
        ceiling,
        onTopic(kafka, 1, topic -> trips.plain(topic, effort.roundTrips(), stopped)),
        onTopic(kafka, 1, topic -> trips.exactlyOnce(topic, effort.roundTrips(), stopped)));
  }

  private static <T> T onTopic(
      KafkaRequests kafka, int partitions, Function<String, T> measurement) {
    String topic = kafka.createScratchTopic(partitions);
    try {
      return measurement.apply(topic);
    } finally {
      kafka.deleteTopic(topic);
    }
  }
}
