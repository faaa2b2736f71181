package dev.drydock.local.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.local.registry.Change.LevelSet;
import dev.drydock.local.registry.Change.SchemaErased;
import dev.drydock.local.registry.Change.SchemaStored;
import dev.drydock.local.registry.Change.SubjectDeleted;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records of the registry's topic, with the keys and values of Confluent's Schema Registry, so
 * that either can go on where the other ended.
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
    } else if (change instanceof SchemaErased erased) {
      key.put("keytype", "SCHEMA").put("subject", erased.subject());
      key.put("version", erased.version()).put("magic", 1);
    } else if (change instanceof SubjectDeleted deleted) {
      key.put("keytype", "DELETE_SUBJECT").put("subject", deleted.subject()).put("magic", 0);
    } else if (change instanceof LevelSet set) {
      key.put("keytype", "CONFIG").put("subject", set.subject()).put("magic", 0);
    }
    return bytes(key);
  }

  /** Returns a record's value; null removes what the key names. */
  static byte @Nullable [] value(Change change) {
    ObjectNode value = JSON.createObjectNode();
    if (change instanceof SchemaStored stored) {
      StoredSchema schema = stored.schema();
      value.put("subject", schema.subject()).put("version", schema.version());
      value.put("id", schema.id()).put("schema", schema.text()).put("deleted", schema.deleted());
    } else if (change instanceof SubjectDeleted deleted) {
      value.put("subject", deleted.subject()).put("version", deleted.upToVersion());
    } else if (change instanceof LevelSet set && set.level() != null) {
      value.put("compatibilityLevel", set.level().name);
    } else {
      return null;
    }
    return bytes(value);
  }

  /**
   * Reads a record. Kinds that say nothing about schemas and levels (NOOP, MODE, …) are empty.
   *
   * @throws IllegalStateException when it cannot be read, or holds a schema that is not Avro or
   *     refers to others
   */
  static Optional<Change> read(byte[] keyBytes, byte @Nullable [] valueBytes) {
    try {
      JsonNode key = JSON.readTree(keyBytes);
      JsonNode value = valueBytes == null ? null : JSON.readTree(valueBytes);
      return switch (key.path("keytype").asText()) {
        case "SCHEMA" -> Optional.of(value == null ? erased(key) : stored(value));
        case "DELETE_SUBJECT" -> Optional.ofNullable(value).map(ChangeCodec::subjectDeleted);
        case "CONFIG" -> Optional.of(levelSet(key, value));
        default -> Optional.empty();
      };
    } catch (IOException e) {
      throw new IllegalStateException(
          "Expected a record of a schema registry but its key is \""
              + new String(keyBytes, StandardCharsets.UTF_8)
              + '"',
          e);
    }
  }

  private static Change erased(JsonNode key) {
    return new SchemaErased(key.path("subject").asText(), key.path("version").asInt());
  }

  private static Change stored(JsonNode value) {
    String subject = value.path("subject").asText();
    int version = value.path("version").asInt();
    if (!value.path("schemaType").asText("AVRO").equals("AVRO")
        || !value.path("references").isEmpty()) {
      throw new IllegalStateException(
          "Expected Avro schemas without references only but version "
              + version
              + " of subject \""
              + subject
              + "\" is none; use the registry that wrote it");
    }
    return new SchemaStored(
        new StoredSchema(
            subject,
            version,
            value.path("id").asInt(),
            value.path("schema").asText(),
            value.path("deleted").asBoolean()));
  }

  private static Change subjectDeleted(JsonNode value) {
    return new SubjectDeleted(value.path("subject").asText(), value.path("version").asInt());
  }

  private static Change levelSet(JsonNode key, @Nullable JsonNode value) {
    String subject = key.hasNonNull("subject") ? key.get("subject").asText() : null;
    String level = value == null ? null : value.path("compatibilityLevel").asText(null);
    return new LevelSet(subject, level == null ? null : CompatibilityLevel.forName(level));
  }

  private static byte[] bytes(ObjectNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }
}
