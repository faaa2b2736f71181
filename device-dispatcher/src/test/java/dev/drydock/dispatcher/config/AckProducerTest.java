package dev.drydock.dispatcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.schemas.settings.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What devices rely on when an ack of theirs is answered. */
class AckProducerTest {

  @Test
  void shouldWriteAcksOnceToAllReplicasAndInOrder() {
    // when
    ProducerConfig resolved = resolve(Map.of());

    // then
    assertThat(resolved.getString(ProducerConfig.ACKS_CONFIG)).isIn("all", "-1");
    assertThat(resolved.getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG)).isTrue();
    assertThat(resolved.getInt(ProducerConfig.RETRIES_CONFIG)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void shouldHaveTimeForASecondAttempt() {
    // when
    ProducerConfig resolved = resolve(Map.of("drydock.dispatcher.acks.linger", "20ms"));

    // then
    assertThat(resolved.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG)).isEqualTo(10_000);
    assertThat(resolved.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG)).isEqualTo(4_980);
    assertThat(resolved.getLong(ProducerConfig.LINGER_MS_CONFIG)).isEqualTo(20);
  }

  private static ProducerConfig resolve(Map<String, String> properties) {
    Binder binder = new Binder(new MapConfigurationPropertySource(properties));
    Map<String, Object> settings =
        new HashMap<>(
            DeviceLogConfiguration.producerSettings(
                binder.bindOrCreate("drydock.kafka", KafkaSettings.class),
                binder.bindOrCreate("drydock.dispatcher.acks", AckSettings.class)));
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return new ProducerConfig(settings);
  }
}
