package dev.drydock.stream.config;

import java.util.List;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/** Up when the service's shards are assigned, restored and running. */
final class StreamsHealth implements HealthIndicator {

  private final ObjectProvider<StreamsBuilderFactoryBean> factories;

  StreamsHealth(ObjectProvider<StreamsBuilderFactoryBean> factories) {
    this.factories = factories;
  }

  @Override
  public Health health() {
    List<Health> all =
        factories.stream()
            .map(StreamsBuilderFactoryBean::getKafkaStreams)
            .map(StreamsHealth::of)
            .toList();
    return all.stream()
        .filter(health -> health.getStatus() != Status.UP)
        .findFirst()
        .orElseGet(() -> all.isEmpty() ? of(null) : all.get(0));
  }

  private static Health of(@Nullable KafkaStreams streams) {
    if (streams == null) {
      return Health.down().withDetail("state", "not started").build();
    }
    KafkaStreams.State state = streams.state();
    return (state == KafkaStreams.State.RUNNING ? Health.up() : Health.down())
        .withDetail("state", state.name())
        .build();
  }
}
