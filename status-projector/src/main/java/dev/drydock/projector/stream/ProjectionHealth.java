package dev.drydock.projector.stream;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/**
 * Up while the consumer has partitions, its batches get into the view, the view is not behind, and
 * nothing is missing in it: for alerts, not for readiness, since queries are answered meanwhile.
 * Learns of the consumer when the binder makes it.
 */
public final class ProjectionHealth extends AbstractHealthIndicator
    implements ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> {

  private final ProjectionProgress progress;
  private final ViewLag lag;
  private final AtomicReference<@Nullable AbstractMessageListenerContainer<?, ?>> consumer =
      new AtomicReference<>();

  public ProjectionHealth(ProjectionProgress progress, ViewLag lag) {
    super("Expected the state of the projection to be known");
    this.progress = progress;
    this.lag = lag;
  }

  @Override
  public void configure(
      AbstractMessageListenerContainer<?, ?> container, String destination, String group) {
    // the binder's name for it is a line long, and stands in each line of the log
    container.setBeanName("projection");
    consumer.set(container);
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    int partitions = assignedPartitions();
    Optional<String> obstacle = progress.obstacle();
    Optional<String> behind = lag.behind();
    List<String> gaps = lag.gaps();
    boolean isGoingOn = partitions > 0 && obstacle.isEmpty() && gaps.isEmpty();
    builder.status(!isGoingOn ? "DOWN" : behind.isPresent() ? "OUT_OF_SERVICE" : "UP");
    builder.withDetail("partitions", partitions);
    obstacle.ifPresent(reason -> builder.withDetail("obstacle", reason));
    behind.ifPresent(seconds -> builder.withDetail("behindSeconds", seconds));
    if (!gaps.isEmpty()) {
      builder.withDetail("gaps", gaps);
    }
  }

  /** Returns the consumer, once the binder has made it. */
  Optional<AbstractMessageListenerContainer<?, ?>> consumer() {
    return Optional.ofNullable(consumer.get());
  }

  private int assignedPartitions() {
    return consumer()
        .filter(AbstractMessageListenerContainer::isRunning)
        .map(AbstractMessageListenerContainer::getAssignedPartitions)
        .map(Collection::size)
        .orElse(0);
  }
}
