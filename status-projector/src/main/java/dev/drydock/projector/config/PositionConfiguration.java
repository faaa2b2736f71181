package dev.drydock.projector.config;

import dev.drydock.projector.stream.LogExtents;
import dev.drydock.projector.stream.LogPositions;
import dev.drydock.projector.stream.PositionStore;
import dev.drydock.projector.stream.ViewLag;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.settings.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.flywaydb.core.Flyway;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the view is in the log, and how far behind it. */
@Configuration(proxyBeanMethods = false)
class PositionConfiguration {

  /** How long Kafka may take to tell what there is of the topics. */
  private static final Duration ADMIN_TIMEOUT = Duration.ofSeconds(10);

  @Bean
  Admin admin(KafkaSettings kafka) {
    return Admin.create(
        Map.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            kafka.bootstrapServers(),
            CommonClientConfigs.CLIENT_ID_CONFIG,
            "drydock-projector-lag"));
  }

  @Bean
  LogExtents logExtents(Admin admin, KafkaSettings kafka) {
    return new LogExtents(
        admin,
        Stream.of(Topic.OPERATION_STATUS, Topic.DISPATCH_EVENTS, Topic.DEVICES)
            .map(kafka.names()::of)
            .toList(),
        ADMIN_TIMEOUT);
  }

  @Bean
  PositionStore positionStore(DataSource view, KafkaSettings kafka) {
    return new PositionStore(view, kafka.names(), Clock.systemUTC());
  }

  @Bean
  LogPositions logPositions(PositionStore store, LogExtents log) {
    return new LogPositions(store, log);
  }

  @Bean
  @DependsOnDatabaseInitialization
  ViewLag viewLag(
      LogExtents log,
      PositionStore store,
      LogPositions positions,
      Flyway schema,
      LagProperties lag,
      MeterRegistry meters) {
    return new ViewLag(
        log, store, positions, schema::migrate, lag.tolerance(), Clock.systemUTC(), meters);
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService lagWatch(ViewLag lag, LagProperties properties) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "lag"));
    thread.scheduleWithFixedDelay(lag, 0, properties.interval().toMillis(), TimeUnit.MILLISECONDS);
    return thread;
  }
}
