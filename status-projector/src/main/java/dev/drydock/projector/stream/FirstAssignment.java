package dev.drydock.projector.stream;

import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;

/**
 * Up from the moment that the consumer has its place in the group, with as many partitions as there
 * are for it: none when there are more instances than partitions. Nothing that happens later makes
 * it down, since queries need the database alone. Thread-safe.
 */
public final class FirstAssignment implements KafkaBindingRebalanceListener, HealthIndicator {

  private volatile boolean isAssigned;

  @Override
  public void onPartitionsAssigned(
      String bindingName,
      Consumer<?, ?> consumer,
      Collection<TopicPartition> partitions,
      boolean initial) {
    isAssigned = true;
  }

  @Override
  public Health health() {
    return isAssigned ? Health.up().build() : Health.down().build();
  }
}
