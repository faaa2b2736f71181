package dev.drydock.operation.config;

import dev.drydock.operation.stream.OperationShards;
import dev.drydock.stream.ShardTopology;
import dev.drydock.stream.SteadyClock;
import dev.drydock.stream.config.StreamEdgeConfiguration;
import java.util.function.Consumer;
import org.apache.kafka.streams.kstream.KStream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OperationSettings.class)
@Import(StreamEdgeConfiguration.class)
class OperationConfiguration {

  @Bean
  OperationShards operationShards(OperationSettings settings, SteadyClock clock) {
    return new OperationShards(settings.timers(), clock);
  }

  @Bean
  Consumer<KStream<byte[], byte[]>> operate(ShardTopology topology, OperationShards shards) {
    return in -> topology.build(in, shards, OperationShards.skipped(topology.names()));
  }
}
