package dev.drydock.schemas;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Registers the schemas of an installation's topics. */
public final class SchemaSetup {

  /** Whatever was ever released reads, and is read by, what is released now. */
  public static final CompatibilityLevel COMPATIBILITY = CompatibilityLevel.FULL_TRANSITIVE;

  private SchemaSetup() {}

  /**
   * Registers each topic's schema under its subject and holds the subject to {@link
   * #COMPATIBILITY}. What is registered already stays as it is.
   *
   * @return the schemas' ids by subject
   * @throws IllegalStateException when the registry cannot be asked or refuses a schema
   */
  public static Map<String, Integer> register(SchemaRegistryClient registry, TopicNames names) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (Topic topic : Topic.values()) {
      String subject = subject(topic, names);
      try {
        ids.put(subject, register(registry, subject, new AvroSchema(topic.schema())));
      } catch (IOException | RestClientException e) {
        throw new IllegalStateException(
            "Expected the schema registry to take the schema of subject \""
                + subject
                + "\", but it says: "
                + e.getMessage(),
            e);
      }
    }
    return ids;
  }

  private static int register(SchemaRegistryClient registry, String subject, AvroSchema schema)
      throws IOException, RestClientException {
    boolean isHeld = hold(registry, subject);
    int id = registry.register(subject, schema);
    if (!isHeld) {
      registry.updateCompatibility(subject, COMPATIBILITY.name);
    }
    return id;
  }

  /**
   * Holds a subject to {@link #COMPATIBILITY}; returns false when the registry, as Apicurio's does,
   * knows no level of a subject that has no schema yet.
   */
  private static boolean hold(SchemaRegistryClient registry, String subject)
      throws IOException, RestClientException {
    try {
      registry.updateCompatibility(subject, COMPATIBILITY.name);
      return true;
    } catch (RestClientException e) {
      if (e.getStatus() == HttpURLConnection.HTTP_NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /** Returns the subject of a topic's values (Confluent's TopicNameStrategy). */
  public static String subject(Topic topic, TopicNames names) {
    return names.of(topic) + "-value";
  }
}
