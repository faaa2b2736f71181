package dev.drydock.gateway.config;

import dev.drydock.gateway.publish.WritingSettings;
import dev.drydock.schemas.MessageSerializer;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.TopicNames;
import dev.drydock.schemas.settings.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.ProducerListener;

/** Kafka's clients. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaSettings.class)
class KafkaConfiguration {

  private static final String STAGE = "api-gateway";

  /**
   * A request's thread waits for the registry, once for each schema: not for Confluent's minute.
   */
  private static final Map<String, Object> REGISTRY_LIMITS =
      Map.of(
          "http.connect.timeout.ms", 1000,
          "http.read.timeout.ms", 2000,
          "max.retries", 1);

  private static final int CONSUMER_API_TIMEOUT_MS = 10_000;

  @Bean
  TopicNames topicNames(KafkaSettings settings) {
    return settings.names();
  }

  @Bean
  Supplier<RecordReader> recordReaders(KafkaSettings settings, TopicNames names) {
    return () -> new RecordReader(names, STAGE, 0, registry(settings));
  }

  @Bean
  ConsumerFactory<byte[], byte[]> consumerFactory(KafkaSettings settings) {
    Map<String, Object> configs = new HashMap<>();
    configs.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    configs.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    configs.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    configs.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    configs.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    configs.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CONSUMER_API_TIMEOUT_MS);
    configs.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, CONSUMER_API_TIMEOUT_MS / 2);
    return new DefaultKafkaConsumerFactory<>(configs);
  }

  @Bean
  ProducerFactory<String, SpecificRecord> producerFactory(
      KafkaSettings settings, WritingSettings writing) {
    Map<String, Object> configs = new HashMap<>(registry(settings));
    configs.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    configs.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    configs.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, MessageSerializer.class);
    configs.put(ProducerConfig.ACKS_CONFIG, "all");
    configs.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    configs.put(ProducerConfig.LINGER_MS_CONFIG, writing.linger().toMillis());
    configs.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, writing.maxBlock().toMillis());
    configs.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(writing.timeout().toMillis()));
    // Two tries within the delivery's time.
    configs.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        Math.toIntExact(writing.timeout().minus(writing.linger()).dividedBy(2).toMillis()));
    return new DefaultKafkaProducerFactory<>(configs);
  }

  @Bean
  KafkaTemplate<String, SpecificRecord> kafkaTemplate(
      ProducerFactory<String, SpecificRecord> factory) {
    KafkaTemplate<String, SpecificRecord> template = new KafkaTemplate<>(factory);
    template.setMicrometerEnabled(false);
    // The default one logs keys and payloads.
    template.setProducerListener(new ProducerListener<>() {});
    return template;
  }

  private static Map<String, Object> registry(KafkaSettings settings) {
    Map<String, Object> configs = new HashMap<>(REGISTRY_LIMITS);
    configs.putAll(settings.registry());
    return configs;
  }
}
