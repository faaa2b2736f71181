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

  private final java.util.function.Consumer<Consumer<?, ?>> onAssigned;
  private final java.util.function.Consumer<Collection<TopicPartition>> onRevoked;
  private volatile boolean isAssigned;

  /**
   * @param onAssigned is given the consumer when partitions come to it
   * @param onRevoked is given the partitions that are another's from now on
   */
  public FirstAssignment(
      java.util.function.Consumer<Consumer<?, ?>> onAssigned,
      java.util.function.Consumer<Collection<TopicPartition>> onRevoked) {
    this.onAssigned = onAssigned;
    this.onRevoked = onRevoked;
  }

  @Override
  public void onPartitionsAssigned(
      String bindingName,
      Consumer<?, ?> consumer,
      Collection<TopicPartition> partitions,
      boolean initial) {
    onAssigned.accept(consumer);
    isAssigned = true;
  }

  @Override
  public void onPartitionsRevokedAfterCommit(
      String bindingName, Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    onRevoked.accept(partitions);
  }

  @Override
  public Health health() {
    return isAssigned ? Health.up().build() : Health.down().build();
  }
}
