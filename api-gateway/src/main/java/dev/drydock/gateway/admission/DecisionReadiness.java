package dev.drydock.gateway.admission;

import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;
import org.springframework.stereotype.Component;

/** Up while this instance reads decisions. */
@Component("decisionsHealthIndicator")
final class DecisionReadiness implements KafkaBindingRebalanceListener, HealthIndicator {

  private static final Logger LOG = LoggerFactory.getLogger(DecisionReadiness.class);

  private volatile boolean isReading;

  /**
   * Fixes where reading starts: a consumer without a group's offset looks for the end only at its
   * first fetch, and would miss what was decided until then.
   */
  @Override
  public void onPartitionsAssigned(
      String bindingName,
      Consumer<?, ?> consumer,
      Collection<TopicPartition> partitions,
      boolean initial) {
    partitions.forEach(consumer::position);
    isReading = true;
    LOG.atInfo().addKeyValue("partitions", partitions.size()).log("Decisions are read");
  }

  @Override
  public void onPartitionsRevokedAfterCommit(
      String bindingName, Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    isReading = false;
  }

  @Override
  public Health health() {
    return isReading ? Health.up().build() : Health.down().build();
  }
}
