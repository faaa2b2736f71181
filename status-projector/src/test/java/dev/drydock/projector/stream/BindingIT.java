package dev.drydock.projector.stream;

import static dev.drydock.projector.fixture.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.projector.fixture.RunningProjector;
import dev.drydock.projector.fixture.Servers;
import dev.drydock.projector.fixture.ViewDatabase;
import dev.drydock.projector.fixture.Yard;
import dev.drydock.schemas.Topic;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.test.util.ReflectionTestUtils;

/** A setting at the wrong level of the binder's YAML is ignored without a word. */
@ExtendWith(Servers.Extension.class)
class BindingIT {

  @Test
  void shouldConsumeAsConfigured(Servers servers) {
    try (Yard yard = Yard.create(servers.kafka());
        RunningProjector projector =
            RunningProjector.start(yard, ViewDatabase.of(servers.postgres()))) {
      eventually("its partitions are assigned").until(projector::isReady);

      AbstractMessageListenerContainer<?, ?> consumer =
          projector.bean(ProjectionHealth.class).consumer().orElseThrow();

      assertThat(consumer.getContainerProperties().getTopics())
          .containsExactlyInAnyOrder(
              yard.names().of(Topic.OPERATION_STATUS),
              yard.names().of(Topic.DISPATCH_EVENTS),
              yard.names().of(Topic.DEVICES));
      assertThat(consumer.getGroupId()).isEqualTo(yard.names().prefix() + "drydock-projector");
      assertThat(consumer.getAssignedPartitions()).hasSize(3 * Yard.PARTITIONS);
      assertThat(((ConcurrentMessageListenerContainer<?, ?>) consumer).getConcurrency())
          .isEqualTo(1);
      assertThat(consumer.getContainerProperties().getMessageListener())
          .isInstanceOf(BatchMessageListener.class);
      assertThat(consumer.getContainerProperties().getAckMode()).isEqualTo(AckMode.BATCH);
      assertThat(consumer.getContainerProperties().getIdleBetweenPolls()).isEqualTo(10);
      assertThat(consumer.getCommonErrorHandler())
          .isInstanceOf(DefaultErrorHandler.class)
          .isSameAs(projector.bean(DefaultErrorHandler.class));
      assertThat(settings(consumer))
          .containsEntry("isolation.level", "read_committed")
          .containsEntry("auto.offset.reset", "earliest")
          .containsEntry("enable.auto.commit", false)
          .containsEntry("max.poll.records", "1000")
          .containsEntry("session.timeout.ms", "10000")
          .containsEntry("key.deserializer", ByteArrayDeserializer.class)
          .containsEntry("value.deserializer", ByteArrayDeserializer.class);
    }
  }

  private static Map<String, Object> settings(AbstractMessageListenerContainer<?, ?> consumer) {
    ConsumerFactory<?, ?> factory =
        (ConsumerFactory<?, ?>) ReflectionTestUtils.getField(consumer, "consumerFactory");
    assertThat(factory).isNotNull();
    return factory.getConfigurationProperties();
  }
}
