package dev.drydock.local.registry;

import dev.drydock.local.registry.Change.LevelSet;
import dev.drydock.local.registry.Change.SchemaStored;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schemas, in memory and in the topic: each change is made durable there before others see it.
 * Thread-safe.
 *
 * <p>When a write fails, it may be in the topic or not; the next request reads the topic again
 * before anything else.
 */
final class SchemaStore implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaStore.class);

  private final String bootstrapServers;
  private final List<StoredSchema> schemas = new ArrayList<>();
  private final Map<String, CompatibilityLevel> levels = new HashMap<>();
  private @Nullable RegistryTopic topic;

  SchemaStore(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Opens the topic, if it is not open. Throws {@link KafkaException} when that fails. */
  synchronized void open() {
    if (topic == null) {
      schemas.clear();
      levels.clear();
      topic = RegistryTopic.open(bootstrapServers, this::apply);
    }
  }

  /** Returns the subjects in alphabetical order. */
  synchronized List<String> subjects() {
    ensureOpen();
    return List.copyOf(
        schemas.stream().map(StoredSchema::subject).collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Returns a subject's versions, the oldest first; empty when there is no such subject. */
  synchronized List<StoredSchema> versions(String subject) {
    ensureOpen();
    return schemas.stream().filter(schema -> schema.subject().equals(subject)).toList();
  }

  /** Returns the text of the schema with an id, if there is one. */
  synchronized Optional<String> text(int id) {
    ensureOpen();
    return schemas.stream().filter(schema -> schema.id() == id).map(StoredSchema::text).findFirst();
  }

  /** Returns the version of a subject that is this schema, if there is one. */
  synchronized Optional<StoredSchema> find(String subject, AvroSchema schema) {
    String text = schema.canonicalString();
    return versions(subject).stream().filter(stored -> stored.text().equals(text)).findFirst();
  }

  /**
   * Registers a schema and returns its id; a schema that the subject has already keeps its id.
   *
   * @throws RegistryException 409 when it is incompatible with earlier versions
   */
  synchronized int register(String subject, AvroSchema schema) {
    Optional<StoredSchema> known = find(subject, schema);
    if (known.isPresent()) {
      return known.get().id();
    }
    List<StoredSchema> earlier = versions(subject);
    checkCompatible(subject, schema, earlier);
    String text = schema.canonicalString();
    int id = idOf(text);
    write(new SchemaStored(new StoredSchema(subject, earlier.size() + 1, id, text)));
    return id;
  }

  /** Returns the level that a subject was given, if it was. */
  synchronized Optional<CompatibilityLevel> level(String subject) {
    ensureOpen();
    return Optional.ofNullable(levels.get(subject));
  }

  synchronized void setLevel(String subject, CompatibilityLevel level) {
    if (level(subject).orElse(null) != level) {
      write(new LevelSet(subject, level));
    }
  }

  @Override
  public synchronized void close() {
    if (topic != null) {
      topic.close();
      topic = null;
    }
  }

  private void checkCompatible(String subject, AvroSchema schema, List<StoredSchema> earlier) {
    CompatibilityLevel level = levels.getOrDefault(subject, CompatibilityLevel.BACKWARD);
    List<ParsedSchemaHolder> holders = new ArrayList<>();
    earlier.forEach(version -> holders.add(new SimpleParsedSchemaHolder(parsed(version))));
    List<String> faults = schema.isCompatible(level, holders);
    if (!faults.isEmpty()) {
      throw new RegistryException(
          409,
          "Schema being registered is incompatible with an earlier schema for subject \""
              + subject
              + "\", details: "
              + faults
              + ", compatibility: "
              + level.name);
    }
  }

  private int idOf(String text) {
    int highest = 0;
    for (StoredSchema schema : schemas) {
      if (schema.text().equals(text)) {
        return schema.id();
      }
      highest = Math.max(highest, schema.id());
    }
    return highest + 1;
  }

  private void ensureOpen() {
    try {
      open();
    } catch (KafkaException e) {
      throw RegistryException.storeFailed(e.getMessage());
    }
  }

  private void write(Change change) {
    try {
      topic.append(change);
    } catch (KafkaException e) {
      LOG.warn("Expected to write to the topic but could not", e);
      close();
      throw RegistryException.storeFailed(e.getMessage());
    }
    apply(change);
  }

  private void apply(Change change) {
    if (change instanceof SchemaStored stored) {
      schemas.add(stored.schema());
    } else if (change instanceof LevelSet set) {
      levels.put(set.subject(), set.level());
    }
  }

  private static AvroSchema parsed(StoredSchema stored) {
    return new AvroSchema(stored.text(), List.of(), Map.of(), stored.version());
  }
}
