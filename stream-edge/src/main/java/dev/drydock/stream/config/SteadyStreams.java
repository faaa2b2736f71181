package dev.drydock.stream.config;

import dev.drydock.stream.SteadyTime;
import java.util.Properties;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.springframework.kafka.config.KafkaStreamsCustomizer;

/** Kafka Streams that goes on: after a thread's error, and after a jump of the machine's clock. */
final class SteadyStreams implements KafkaStreamsCustomizer {

  @Override
  public KafkaStreams initKafkaStreams(
      Topology topology, Properties settings, KafkaClientSupplier clients) {
    return new KafkaStreams(
        topology, settings, clients, new SteadyTime(System.currentTimeMillis(), System::nanoTime));
  }

  @Override
  public void customize(KafkaStreams streams) {
    streams.setUncaughtExceptionHandler(new ThreadRestarts());
  }
}
