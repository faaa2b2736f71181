package dev.drydock.stream.config;

import org.apache.kafka.streams.KafkaStreams;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/** Up when the service's shards are assigned, restored and running. */
final class StreamsHealth implements HealthIndicator {

  private final ObjectProvider<StreamsBuilderFactoryBean> factories;

  StreamsHealth(ObjectProvider<StreamsBuilderFactoryBean> factories) {
    this.factories = factories;
  }

  @Override
  public Health health() {
    return factories.stream()
        .map(StreamsBuilderFactoryBean::getKafkaStreams)
        .map(StreamsHealth::of)
        .filter(
            health ->
                !health.getStatus().equals(org.springframework.boot.health.contributor.Status.UP))
        .findFirst()
        .orElseGet(() -> Health.up().build());
  }

  private static Health of(@org.jspecify.annotations.Nullable KafkaStreams streams) {
    if (streams == null) {
      return Health.down().withDetail("state", "not started").build();
    }
    KafkaStreams.State state = streams.state();
    return (state == KafkaStreams.State.RUNNING ? Health.up() : Health.down())
        .withDetail("state", state.name())
        .build();
  }
}
