package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.TestBed;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.cloud.stream.binder.Binding;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.integration.kafka.inbound.KafkaMessageDrivenChannelAdapter;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.test.util.ReflectionTestUtils;

/** A setting at the wrong level of the binder's YAML is ignored without a word. */
@ExtendWith(GatewayExtension.class)
final class DecisionBindingIT {

  private final TestBed bed;
  private final Gateway gateway;
  private final AbstractMessageListenerContainer<?, ?> container;

  DecisionBindingIT(TestBed bed, Gateway gateway) {
    this.bed = bed;
    this.gateway = gateway;
    Binding<?> binding =
        gateway
            .context()
            .getBean(BindingsLifecycleController.class)
            .queryState("decisions-in-0")
            .get(0);
    Object endpoint = ReflectionTestUtils.getField(binding, "lifecycle");
    this.container =
        (AbstractMessageListenerContainer<?, ?>)
            ReflectionTestUtils.getField(
                (KafkaMessageDrivenChannelAdapter<?, ?>) endpoint, "messageListenerContainer");
  }

  @Test
  void shouldReadCommittedDecisionsOfAllDevicesAsTheyAre() {
    // when
    ContainerProperties properties = container.getContainerProperties();
    var consumer =
        ((org.springframework.kafka.core.ConsumerFactory<?, ?>)
                ReflectionTestUtils.getField(container, "consumerFactory"))
            .getConfigurationProperties();

    // then
    assertThat(properties.getTopicPartitions())
        .allMatch(partition -> partition.getTopic().equals("dispatch-events"))
        .allMatch(partition -> partition.getOffset() != null)
        .hasSize(TestBed.PARTITIONS);
    assertThat(properties.getAckMode()).isEqualTo(ContainerProperties.AckMode.MANUAL);
    assertThat(container.getBatchInterceptor()).isNotNull();
    assertThat(consumer)
        .containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .containsEntry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest")
        .containsEntry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
  }

  @Test
  void shouldReadWhatWasDecidedWhileTheConsumerWasAway() {
    // given
    String deviceId = "device-" + UUID.randomUUID();
    AtomicBoolean isDecided = new AtomicBoolean();
    bed.dispatcher()
        .script(
            deviceId,
            (taken, desk) -> {
              desk.refuse(taken);
              isDecided.set(true);
            });
    gateway.put("/teamwork/softwareReleases/teamsClient/1.0", "{}");
    container.stop();
    int healthWhileAway = gateway.health("readiness");
    CompletableFuture<Answer> answer = gateway.sendLater(gateway.updating(deviceId));
    Awaitility.await("the dock has decided").untilTrue(isDecided);

    // when
    container.start();

    // then
    assertThat(answer.join().error()).isEqualTo("NotFound/deviceNotFound");
    assertThat(healthWhileAway).isEqualTo(503);
    assertThat(gateway.health("readiness")).isEqualTo(200);
  }
}
