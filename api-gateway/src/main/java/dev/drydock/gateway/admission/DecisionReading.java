package dev.drydock.gateway.admission;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.stereotype.Component;

/**
 * Sets the consumer of decisions up when the binder makes it, and is up while that consumer runs.
 *
 * <p>The consumer has all partitions for good, and begins where each of them ended when it was
 * made. A member of a group would lose them with each rebalance, and go on at their new end: it
 * would miss what was decided meanwhile.
 */
@Component("decisionsHealthIndicator")
final class DecisionReading
    implements ListenerContainerCustomizer<AbstractMessageListenerContainer<byte[], byte[]>>,
        HealthIndicator {

  private static final Logger LOG = LoggerFactory.getLogger(DecisionReading.class);

  private final BatchInterceptor<byte[], byte[]> ownDecisions;
  private final ConsumerFactory<byte[], byte[]> consumers;

  private volatile @Nullable AbstractMessageListenerContainer<byte[], byte[]> container;

  DecisionReading(
      BatchInterceptor<byte[], byte[]> ownDecisions, ConsumerFactory<byte[], byte[]> consumers) {
    this.ownDecisions = ownDecisions;
    this.consumers = consumers;
  }

  /**
   * Throws {@link org.apache.kafka.common.KafkaException} when Kafka is away: the binder repeats
   * it.
   */
  @Override
  public void configure(
      AbstractMessageListenerContainer<byte[], byte[]> made, String destination, String group) {
    made.setBatchInterceptor(ownDecisions);
    TopicPartitionOffset[] partitions =
        Objects.requireNonNull(made.getContainerProperties().getTopicPartitions());
    beginAtTheEndOf(partitions);
    LOG.atInfo().addKeyValue("partitions", partitions.length).log("Decisions are read from here");
    container = made;
  }

  @Override
  public Health health() {
    AbstractMessageListenerContainer<byte[], byte[]> made = container;
    return made != null && made.isRunning() && made.isChildRunning()
        ? Health.up().build()
        : Health.down().build();
  }

  private void beginAtTheEndOf(TopicPartitionOffset[] partitions) {
    List<TopicPartition> all =
        Arrays.stream(partitions).map(TopicPartitionOffset::getTopicPartition).toList();
    try (Consumer<byte[], byte[]> consumer = consumers.createConsumer()) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      for (TopicPartitionOffset partition : partitions) {
        partition.setOffset(ends.get(partition.getTopicPartition()));
      }
    }
  }
}
