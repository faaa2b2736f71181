package dev.drydock.stream.config;

import dev.drydock.schemas.MessageSerializer;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.TopicNames;
import dev.drydock.schemas.TopicSetup;
import dev.drydock.schemas.settings.KafkaSettings;
import dev.drydock.stream.FleetPartitions;
import dev.drydock.stream.InputWatch;
import dev.drydock.stream.ReadProgress;
import dev.drydock.stream.ReadingClients;
import dev.drydock.stream.ShardTopology;
import dev.drydock.stream.SteadyClock;
import dev.drydock.stream.ThreadClients;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;

/** What a stream service needs besides its own topology. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KafkaSettings.class, StreamSettings.class})
public class StreamEdgeConfiguration {

  /** How many schemas are kept: far more than an installation ever has. */
  private static final int KEPT_SCHEMAS = 1_000;

  /**
   * One for all threads and for the life of the process: a thread that starts over while the
   * registry is away goes on with the schemas that any has seen.
   */
  @Bean
  SchemaRegistryClient schemaRegistry(KafkaSettings kafka) {
    return new CachedSchemaRegistryClient(
        kafka.schemaRegistryUrl(), KEPT_SCHEMAS, kafka.registry());
  }

  /** How many shards the fleet has; refuses to start on a cluster that is not set up. */
  @Bean
  FleetPartitions fleetPartitions(KafkaSettings kafka) {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
      return new FleetPartitions(TopicSetup.check(admin, kafka.names()));
    }
  }

  /** The service's inputs and outputs. */
  @Bean
  ShardTopology shardTopology(
      KafkaSettings kafka,
      Environment environment,
      FleetPartitions partitions,
      SchemaRegistryClient registry) {
    TopicNames names = kafka.names();
    String stage = environment.getRequiredProperty("spring.application.name");
    MessageSerializer serializer = new MessageSerializer(registry);
    serializer.configure(kafka.registry(), false);
    return new ShardTopology(
        names,
        stage,
        () -> new RecordReader(names, stage, partitions.count(), kafka.registry(), registry),
        serializer);
  }

  /** One for the process: what one partition's records tell of the time holds for all. */
  @Bean
  SteadyClock steadyClock() {
    return SteadyClock.ofThisMachine();
  }

  /**
   * A thread that meets an error starts over from what was committed, and never gives up; and
   * timers follow the log. One bean for both, and the primary one: the binder takes one, and none
   * where there are two equal ones, of which Spring Boot's metrics bring one.
   */
  @Bean
  @Primary
  StreamsBuilderFactoryBeanConfigurer streamsConfigurer(SteadyClock clock, ThreadClients threads) {
    ReadProgress progress = new ReadProgress(clock);
    return factory -> {
      // after the binder, which sets the factory's own handler to one that stops all threads
      factory.setKafkaStreamsCustomizer(new SteadyStreams());
      factory.setClientSupplier(new ReadingClients(progress, clock, threads));
      Properties settings =
          Objects.requireNonNull(factory.getStreamsConfiguration(), "the binder sets them");
      settings.put(ReadProgress.CONFIG, progress);
      settings.put(ThreadClients.CONFIG, threads);
      factory.setStreamsConfiguration(settings);
    };
  }

  @Bean
  InputWatch inputWatch(MeterRegistry meters) {
    return new InputWatch(meters);
  }

  @Bean
  ThreadClients threadClients(InputWatch watch, StreamSettings stream) {
    return new ThreadClients(watch, stream.startAt());
  }

  /** Down while an input is not read before an operator has decided. */
  @Bean
  HealthIndicator inputsHealthIndicator(InputWatch watch) {
    return () -> {
      Map<String, String> held = new TreeMap<>();
      watch.held().forEach((input, reason) -> held.put(input.toString(), reason));
      return (held.isEmpty() ? Health.up() : Health.down()).withDetails(held).build();
    };
  }

  @Bean
  HealthIndicator streamsHealthIndicator(ObjectProvider<StreamsBuilderFactoryBean> factories) {
    return new StreamsHealth(factories);
  }
}
