package dev.drydock.dispatcher.config;

import dev.drydock.dispatcher.stream.DockShards;
import dev.drydock.stream.ShardTopology;
import dev.drydock.stream.config.StreamEdgeConfiguration;
import java.util.function.Consumer;
import org.apache.kafka.streams.kstream.KStream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(StreamEdgeConfiguration.class)
@EnableConfigurationProperties(DispatcherSettings.class)
class DispatcherConfiguration {

  @Bean
  Consumer<KStream<byte[], byte[]>> dispatch(ShardTopology topology) {
    return in -> topology.build(in, new DockShards(), DockShards.skipped(topology.names()));
  }
}
