package dev.drydock.dispatcher.config;

import dev.drydock.dispatcher.ddi.DdiSettings;
import dev.drydock.dispatcher.ddi.ForwardSettings;
import dev.drydock.dispatcher.ddi.ReportSettings;
import dev.drydock.dispatcher.stream.CaughtUpShards;
import dev.drydock.dispatcher.stream.DockShards;
import dev.drydock.dispatcher.stream.PendingAcks;
import dev.drydock.stream.ShardTopology;
import dev.drydock.stream.config.StreamEdgeConfiguration;
import java.util.function.Consumer;
import org.apache.kafka.streams.kstream.KStream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({StreamEdgeConfiguration.class, DeviceLogConfiguration.class, DdiConfiguration.class})
@EnableConfigurationProperties(DispatcherSettings.class)
class DispatcherConfiguration {

  @Bean
  WaitCheck waitCheck(
      AckSettings acks, ForwardSettings forwarding, DdiSettings ddi, ReportSettings reports) {
    return new WaitCheck(acks, forwarding, ddi, reports);
  }

  @Bean
  DockShards dockShards(
      DispatcherSettings settings, CaughtUpShards caughtUp, PendingAcks pendingAcks) {
    return new DockShards(
        settings.idempotencyRetention(),
        caughtUp,
        pendingAcks,
        settings.firstDeploymentNumber(),
        settings.attributesAfterSuccess());
  }

  @Bean
  Consumer<KStream<byte[], byte[]>> dispatch(ShardTopology topology, DockShards shards) {
    return in -> topology.build(in, shards, DockShards.skipped(topology.names()));
  }
}
