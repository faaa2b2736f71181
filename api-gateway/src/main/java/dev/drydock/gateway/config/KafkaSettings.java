package dev.drydock.gateway.config;

import dev.drydock.schemas.TopicNames;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Kafka and the schema registry are.
 *
 * @param bootstrapServers brokers to begin with, as Kafka's clients take them
 * @param schemaRegistryUrl as Confluent's clients take it
 * @param topicPrefix what the installation's topics begin with; empty, or ends in '.' or '-'
 */
@ConfigurationProperties("drydock.kafka")
record KafkaSettings(
    @DefaultValue("127.0.0.1:9092") String bootstrapServers,
    @DefaultValue("http://127.0.0.1:8085") String schemaRegistryUrl,
    @DefaultValue("") String topicPrefix) {

  TopicNames topicNames() {
    return new TopicNames(topicPrefix);
  }
}
