package dev.drydock.dispatcher.config;

import dev.drydock.dispatcher.stream.AckWriter;
import dev.drydock.dispatcher.stream.CaughtUpShards;
import dev.drydock.dispatcher.stream.DecisionFollower;
import dev.drydock.dispatcher.stream.LocalDocks;
import dev.drydock.dispatcher.stream.PendingAcks;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.settings.KafkaSettings;
import dev.drydock.stream.FleetPartitions;
import dev.drydock.stream.ShardTopology;
import dev.drydock.stream.SteadyClock;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/** How the device edge reaches docks and the log. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AckSettings.class)
class DeviceLogConfiguration {

  @Bean
  CaughtUpShards caughtUpShards(SteadyClock clock) {
    return new CaughtUpShards(clock);
  }

  @Bean
  PendingAcks pendingAcks(FleetPartitions partitions) {
    return new PendingAcks(partitions);
  }

  @Bean
  LocalDocks localDocks(
      ObjectProvider<StreamsBuilderFactoryBean> factories,
      FleetPartitions partitions,
      CaughtUpShards shards,
      PendingAcks pendingAcks,
      DispatcherSettings settings) {
    return new LocalDocks(
        () -> running(factories), partitions, shards, pendingAcks, settings.advertisedAddress());
  }

  @Bean
  DecisionFollower decisionFollower(
      KafkaSettings kafka, ShardTopology topology, FleetPartitions partitions) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka.bootstrapServers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "latest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false);
    return DecisionFollower.start(
        () ->
            new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        topology.readers(),
        kafka.names().of(Topic.DISPATCH_EVENTS),
        partitions);
  }

  @Bean
  HealthIndicator decisionsHealthIndicator(DecisionFollower decisions) {
    return () -> (decisions.isFollowing() ? Health.up() : Health.down()).build();
  }

  @Bean
  Producer<String, SpecificRecord> ackProducer(
      KafkaSettings kafka, ShardTopology topology, AckSettings settings) {
    return new KafkaProducer<>(
        producerSettings(kafka, settings), new StringSerializer(), topology.serializer());
  }

  /** An ack that a device is told of is on all replicas; and a device's acks keep their order. */
  static Map<String, Object> producerSettings(KafkaSettings kafka, AckSettings settings) {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers(),
        ProducerConfig.ACKS_CONFIG, "all",
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
        ProducerConfig.LINGER_MS_CONFIG, settings.linger().toMillis(),
        ProducerConfig.MAX_BLOCK_MS_CONFIG, settings.maxBlock().toMillis(),
        ProducerConfig.BUFFER_MEMORY_CONFIG, settings.memory().toBytes(),
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(settings.attempt().toMillis()),
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(settings.timeout().toMillis()));
  }

  @Bean
  AckWriter ackWriter(
      Producer<String, SpecificRecord> ackProducer,
      KafkaSettings kafka,
      DecisionFollower decisions,
      PendingAcks pendingAcks,
      AckSettings settings) {
    return new AckWriter(
        ackProducer,
        kafka.names().of(Topic.DEVICE_ACKS),
        decisions,
        pendingAcks,
        settings.decisionWait());
  }

  private static @Nullable KafkaStreams running(
      ObjectProvider<StreamsBuilderFactoryBean> factories) {
    StreamsBuilderFactoryBean factory = factories.getIfAvailable();
    return factory == null ? null : factory.getKafkaStreams();
  }
}
