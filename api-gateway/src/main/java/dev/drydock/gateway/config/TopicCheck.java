package dev.drydock.gateway.config;

import dev.drydock.schemas.TopicNames;
import dev.drydock.schemas.TopicSetup;
import dev.drydock.schemas.settings.KafkaSettings;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Checks, before anything else starts, that the installation's topics are there and line up. The
 * gateway does not start without: it could keep no promise.
 */
@Component
final class TopicCheck implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);

  private final KafkaSettings settings;
  private final TopicNames names;
  private volatile boolean isRunning;

  TopicCheck(KafkaSettings settings, TopicNames names) {
    this.settings = settings;
    this.names = names;
  }

  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }

  @Override
  public void start() {
    Map<String, Object> configs =
        Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    try (Admin admin = Admin.create(configs)) {
      int partitions = TopicSetup.check(admin, names);
      LOG.atInfo()
          .addKeyValue("bootstrapServers", settings.bootstrapServers())
          .addKeyValue("partitions", partitions)
          .log("The topics are there");
    }
    isRunning = true;
  }

  @Override
  public void stop() {
    isRunning = false;
  }

  @Override
  public boolean isRunning() {
    return isRunning;
  }
}
