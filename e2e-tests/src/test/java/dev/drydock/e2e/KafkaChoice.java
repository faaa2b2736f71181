package dev.drydock.e2e;

import dev.drydock.local.Broker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * Which Kafka the tests run on: the one in this JVM, or with {@code -Dkafka=container} one in a
 * container, as far as an engine for containers answers.
 */
final class KafkaChoice implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaChoice.class);
  private static final String IMAGE = "apache/kafka:4.2.2";

  private final @Nullable KafkaContainer container;

  private KafkaChoice(@Nullable KafkaContainer container) {
    this.container = container;
  }

  /** Starts the container if one is asked for. */
  static KafkaChoice start() {
    if (!"container".equals(System.getProperty("kafka"))) {
      return new KafkaChoice(null);
    }
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      LOG.warn(
          "-Dkafka=container was given, but no container engine answers: the tests run on the"
              + " broker in this JVM instead");
      return new KafkaChoice(null);
    }
    KafkaContainer container =
        new KafkaContainer(IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    container.start();
    LOG.info("The tests run on {} in a container", IMAGE);
    return new KafkaChoice(container);
  }

  Broker broker() {
    return container == null
        ? new Broker.InThisJvm()
        : new Broker.Elsewhere(container.getBootstrapServers());
  }

  @Override
  public void close() {
    if (container != null) {
      container.close();
    }
  }
}
