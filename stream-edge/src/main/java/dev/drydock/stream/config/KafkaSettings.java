package dev.drydock.stream.config;

import dev.drydock.schemas.TopicNames;
import dev.drydock.stream.StartAt;
import io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the log is.
 *
 * @param bootstrapServers brokers to ask first, {@code host:port}, comma-separated
 * @param schemaRegistryUrl the registry's base URL
 * @param topicPrefix the installation's prefix of topics, consumer groups and transactional ids
 * @param startAt where shards begin to read their inputs: where they left off, or, for one start,
 *     where an operator has put the group's offsets
 */
@ConfigurationProperties("drydock.kafka")
public record KafkaSettings(
    @DefaultValue("127.0.0.1:9092") String bootstrapServers,
    @DefaultValue("http://127.0.0.1:8085") String schemaRegistryUrl,
    @DefaultValue("") String topicPrefix,
    @DefaultValue("position") StartAt startAt) {

  /** Checks what can be checked without asking; throws {@link IllegalArgumentException}. */
  public KafkaSettings {
    if (bootstrapServers.isBlank() || schemaRegistryUrl.isBlank()) {
      throw new IllegalArgumentException(
          "Expected drydock.kafka.bootstrap-servers and drydock.kafka.schema-registry-url, but one"
              + " of them is empty");
    }
  }

  /** Returns the installation's topics. */
  public TopicNames names() {
    return new TopicNames(topicPrefix);
  }

  /** Returns the settings of Confluent's serializers. */
  public Map<String, Object> registry() {
    return Map.of(AbstractKafkaSchemaSerDeConfig.SCHEMA_REGISTRY_URL_CONFIG, schemaRegistryUrl);
  }
}
