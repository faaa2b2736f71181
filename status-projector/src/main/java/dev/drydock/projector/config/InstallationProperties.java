package dev.drydock.projector.config;

import dev.drydock.schemas.TopicNames;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the installation's records are.
 *
 * @param bootstrapServers Kafka's brokers, {@code host:port} separated by commas
 * @param schemaRegistryUrl base URL of the schema registry
 * @param topicPrefix what all topics' names and the consumer group's begin with; see {@link
 *     TopicNames}
 */
@ConfigurationProperties("drydock.kafka")
record InstallationProperties(
    String bootstrapServers, String schemaRegistryUrl, String topicPrefix) {

  /** Checks the values; throws {@link IllegalArgumentException} naming the key. */
  InstallationProperties {
    Required.text("drydock.kafka.bootstrap-servers", bootstrapServers);
    Required.text("drydock.kafka.schema-registry-url", schemaRegistryUrl);
    new TopicNames(topicPrefix);
  }

  /** Returns the names of the installation's topics. */
  TopicNames topicNames() {
    return new TopicNames(topicPrefix);
  }
}
