package dev.drydock.schemas.settings;

import dev.drydock.schemas.TopicNames;
import io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the installation's topics are.
 *
 * @param bootstrapServers brokers to connect to first, {@code host:port}, separated by commas
 * @param schemaRegistryUrl base URL of the schema registry
 * @param topicPrefix what the names of all topics, consumer groups and transactional ids begin
 *     with, so that installations can share a cluster; empty, or it ends in {@code .} or {@code -}
 */
@ConfigurationProperties("drydock.kafka")
public record KafkaSettings(
    @DefaultValue("127.0.0.1:9092") String bootstrapServers,
    @DefaultValue("http://127.0.0.1:8085") String schemaRegistryUrl,
    @DefaultValue("") String topicPrefix) {

  /** Checks what can be checked without asking; throws {@link IllegalArgumentException}. */
  public KafkaSettings {
    requireText("bootstrap-servers", bootstrapServers);
    requireText("schema-registry-url", schemaRegistryUrl);
    new TopicNames(topicPrefix);
  }

  /** Returns the names of the installation's topics. */
  public TopicNames names() {
    return new TopicNames(topicPrefix);
  }

  /** Returns the settings with which Confluent's serializers find the registry. */
  public Map<String, Object> registry() {
    return Map.of(AbstractKafkaSchemaSerDeConfig.SCHEMA_REGISTRY_URL_CONFIG, schemaRegistryUrl);
  }

  private static void requireText(String key, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          "Expected a value of drydock.kafka." + key + ", but it is blank");
    }
  }
}
