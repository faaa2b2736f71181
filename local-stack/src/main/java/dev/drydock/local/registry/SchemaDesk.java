package dev.drydock.local.registry;

import dev.drydock.local.registry.Change.LevelSet;
import dev.drydock.local.registry.Change.SchemaStored;
import dev.drydock.local.registry.Change.SubjectDeleted;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What may be done with the schemas, one thing at a time: each change is checked against the
 * catalogue, made durable in the topic, and only then seen by others. Thread-safe.
 *
 * <p>When a write fails, nobody knows whether it is in the topic; the next request reads the topic
 * again before anything else.
 */
final class SchemaDesk implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaDesk.class);

  private final String bootstrapServers;
  private Catalog catalog = new Catalog();
  private @Nullable RegistryTopic topic;
  private boolean takenOver;

  SchemaDesk(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Opens the topic, if it is not open. Throws {@link KafkaException} when that fails. */
  synchronized void open() {
    if (topic == null) {
      var fresh = new Catalog();
      topic = RegistryTopic.open(bootstrapServers, fresh::apply);
      catalog = fresh;
    }
  }

  /** Answers a question from the catalogue. */
  synchronized <T> T read(Function<Catalog, T> question) {
    return question.apply(current());
  }

  /**
   * Registers a schema and returns its id; a schema that the subject has already keeps its id.
   *
   * @throws RegistryException 409 when it is incompatible with earlier versions
   */
  synchronized int register(String subject, AvroSchema schema) {
    Optional<StoredSchema> known = find(subject, schema, false);
    if (known.isPresent()) {
      return known.get().id();
    }
    List<StoredSchema> earlier = catalog.versions(subject, false);
    List<String> faults = incompatibilities(subject, schema, earlier);
    if (!faults.isEmpty()) {
      throw RegistryException.incompatible(subject, faults);
    }
    String text = schema.canonicalString();
    int id = catalog.idOf(text).orElseGet(catalog::nextId);
    write(
        new SchemaStored(new StoredSchema(subject, catalog.nextVersion(subject), id, text, false)));
    return id;
  }

  /** Returns the version of a subject that is this schema, if there is one. */
  synchronized Optional<StoredSchema> find(String subject, AvroSchema schema, boolean withDeleted) {
    String text = schema.canonicalString();
    return current().versions(subject, withDeleted).stream()
        .filter(stored -> stored.text().equals(text))
        .findFirst();
  }

  /** Returns why a schema is not compatible with these versions; empty when it is. */
  synchronized List<String> incompatibilities(
      String subject, AvroSchema schema, List<StoredSchema> earlier) {
    CompatibilityLevel level = level(subject);
    List<ParsedSchemaHolder> holders = new ArrayList<>();
    earlier.forEach(version -> holders.add(new SimpleParsedSchemaHolder(parsed(version))));
    List<String> faults = new ArrayList<>(schema.isCompatible(level, holders));
    if (!faults.isEmpty()) {
      faults.add("{compatibility: '" + level.name + "'}");
    }
    return faults;
  }

  /** Returns the level that holds for a subject. */
  synchronized CompatibilityLevel level(String subject) {
    return current().ownLevel(subject).orElseGet(catalog::globalLevel);
  }

  /**
   * Sets the level of a subject, or with null as the subject of all that have none of their own.
   */
  synchronized void setLevel(@Nullable String subject, CompatibilityLevel level) {
    CompatibilityLevel present =
        subject == null ? current().globalLevel() : current().ownLevel(subject).orElse(null);
    if (present != level) {
      write(new LevelSet(subject, level));
    }
  }

  /** Takes a subject's own level away. Does nothing when it has none. */
  synchronized void removeLevel(String subject) {
    if (current().ownLevel(subject).isPresent()) {
      write(new LevelSet(subject, null));
    }
  }

  /** Marks one version as deleted. */
  synchronized void delete(StoredSchema version) {
    current();
    write(new SchemaStored(version.asDeleted()));
  }

  /** Marks all versions of a subject as deleted and returns their numbers. */
  synchronized List<Integer> deleteSubject(String subject) {
    List<Integer> versions =
        current().versions(subject, false).stream().map(StoredSchema::version).toList();
    if (!versions.isEmpty()) {
      write(new SubjectDeleted(subject, versions.get(versions.size() - 1)));
    }
    return versions;
  }

  private Catalog current() {
    if (takenOver) {
      throw RegistryException.storeFailed(
          "another registry has been started on this Kafka; stop one of the two");
    }
    try {
      open();
    } catch (KafkaException e) {
      throw RegistryException.storeFailed(e.getMessage());
    }
    return catalog;
  }

  private void write(Change change) {
    try {
      topic.append(change);
    } catch (KafkaException e) {
      takenOver = isFenced(e);
      LOG.warn("Expected to write to the topic but could not, takenOver={}", takenOver, e);
      close();
      throw RegistryException.storeFailed(e.getMessage());
    }
    catalog.apply(change);
  }

  private static boolean isFenced(@Nullable Throwable failure) {
    return failure != null
        && (failure instanceof ProducerFencedException
            || failure instanceof InvalidProducerEpochException
            || isFenced(failure.getCause()));
  }

  private static AvroSchema parsed(StoredSchema stored) {
    return new AvroSchema(stored.text(), List.of(), Map.of(), stored.version());
  }

  @Override
  public synchronized void close() {
    if (topic != null) {
      topic.close();
      topic = null;
    }
  }
}
