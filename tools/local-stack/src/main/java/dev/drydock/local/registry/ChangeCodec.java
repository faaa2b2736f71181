package dev.drydock.local.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.local.registry.Change.LevelSet;
import dev.drydock.local.registry.Change.SchemaStored;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records of the registry's topic, with the keys and values of Confluent's Schema Registry, so
 * that it can go on where this one ended.
 */
final class ChangeCodec {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ChangeCodec() {}

  /** Returns a record's key. Members in this order: compaction compares the bytes. */
  static byte[] key(Change change) {
    ObjectNode key = JSON.createObjectNode();
    if (change instanceof SchemaStored stored) {
      key.put("keytype", "SCHEMA").put("subject", stored.schema().subject());
      key.put("version", stored.schema().version()).put("magic", 1);
    } else if (change instanceof LevelSet set) {
      key.put("keytype", "CONFIG").put("subject", set.subject()).put("magic", 0);
    }
    return bytes(key);
  }

  /** Returns a record's value. */
  static byte[] value(Change change) {
    ObjectNode value = JSON.createObjectNode();
    if (change instanceof SchemaStored stored) {
      StoredSchema schema = stored.schema();
      value.put("subject", schema.subject()).put("version", schema.version());
      value.put("id", schema.id()).put("schema", schema.text()).put("deleted", false);
    } else if (change instanceof LevelSet set) {
      value.put("compatibilityLevel", set.level().name);
    }
    return bytes(value);
  }

  /**
   * Reads a record. Confluent's NOOP, which says nothing, is empty.
   *
   * @throws IllegalStateException when it says what this registry does not do: schemas that are not
   *     Avro or refer to others, deletions, levels of all subjects
   */
  static Optional<Change> read(byte[] keyBytes, byte @Nullable [] valueBytes) {
    try {
      JsonNode key = JSON.readTree(keyBytes);
      String type = key.path("keytype").asText();
      if (type.equals("NOOP")) {
        return Optional.empty();
      }
      JsonNode value = valueBytes == null ? null : JSON.readTree(valueBytes);
      if (value != null && type.equals("SCHEMA") && isPlainAvro(value)) {
        return Optional.of(stored(value));
      }
      if (value != null && type.equals("CONFIG") && key.hasNonNull("subject")) {
        CompatibilityLevel level =
            CompatibilityLevel.forName(value.path("compatibilityLevel").asText());
        return Optional.of(new LevelSet(key.path("subject").asText(), level));
      }
      throw unexpected(keyBytes, null);
    } catch (IOException e) {
      throw unexpected(keyBytes, e);
    }
  }

  private static boolean isPlainAvro(JsonNode value) {
    return value.path("schemaType").asText("AVRO").equals("AVRO")
        && value.path("references").isEmpty()
        && !value.path("deleted").asBoolean();
  }

  private static Change stored(JsonNode value) {
    return new SchemaStored(
        new StoredSchema(
            value.path("subject").asText(),
            value.path("version").asInt(),
            value.path("id").asInt(),
            value.path("schema").asText()));
  }

  private static IllegalStateException unexpected(byte[] key, @Nullable IOException cause) {
    return new IllegalStateException(
        "Expected Avro schemas and levels of subjects only, but there is a record with the key "
            + new String(key, StandardCharsets.UTF_8)
            + "; use the registry that wrote it",
        cause);
  }

  private static byte[] bytes(ObjectNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }
}
