package dev.drydock.local.registry;

import dev.drydock.local.registry.Change.LevelSet;
import dev.drydock.local.registry.Change.SchemaErased;
import dev.drydock.local.registry.Change.SchemaStored;
import dev.drydock.local.registry.Change.SubjectDeleted;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the registry's topic says, in memory. Not thread-safe. */
final class Catalog {

  private final NavigableMap<String, NavigableMap<Integer, StoredSchema>> subjects =
      new TreeMap<>();
  private final Map<String, CompatibilityLevel> levels = new HashMap<>();
  private @Nullable CompatibilityLevel globalLevel;
  private int highestId;

  void apply(Change change) {
    if (change instanceof SchemaStored stored) {
      put(stored.schema());
    } else if (change instanceof SchemaErased erased) {
      versionsOf(erased.subject()).remove(erased.version());
    } else if (change instanceof SubjectDeleted deleted) {
      versionsOf(deleted.subject())
          .headMap(deleted.upToVersion(), true)
          .replaceAll((version, schema) -> schema.asDeleted());
    } else if (change instanceof LevelSet set) {
      setLevel(set);
    }
  }

  private void put(StoredSchema schema) {
    subjects
        .computeIfAbsent(schema.subject(), name -> new TreeMap<>())
        .put(schema.version(), schema);
    highestId = Math.max(highestId, schema.id());
  }

  private void setLevel(LevelSet set) {
    if (set.subject() == null) {
      globalLevel = set.level();
    } else if (set.level() == null) {
      levels.remove(set.subject());
    } else {
      levels.put(set.subject(), set.level());
    }
  }

  /** Returns the names of the subjects that have a version, in alphabetical order. */
  List<String> subjects(boolean withDeleted) {
    return subjects.keySet().stream().filter(s -> !versions(s, withDeleted).isEmpty()).toList();
  }

  /** Returns a subject's versions, the oldest first; empty when there is no such subject. */
  List<StoredSchema> versions(String subject, boolean withDeleted) {
    return versionsOf(subject).values().stream()
        .filter(schema -> withDeleted || !schema.deleted())
        .toList();
  }

  /** Returns the versions in all subjects that have this id, deleted ones too. */
  List<StoredSchema> withId(int id) {
    return all().filter(schema -> schema.id() == id).toList();
  }

  /** Returns the id under which a text is known, if it is. */
  Optional<Integer> idOf(String text) {
    return all().filter(schema -> schema.text().equals(text)).map(StoredSchema::id).findFirst();
  }

  int nextId() {
    return highestId + 1;
  }

  /** Returns the number of a subject's next version; numbers of deleted ones are not used again. */
  int nextVersion(String subject) {
    NavigableMap<Integer, StoredSchema> versions = versionsOf(subject);
    return versions.isEmpty() ? 1 : versions.lastKey() + 1;
  }

  Optional<CompatibilityLevel> ownLevel(String subject) {
    return Optional.ofNullable(levels.get(subject));
  }

  CompatibilityLevel globalLevel() {
    return globalLevel == null ? CompatibilityLevel.BACKWARD : globalLevel;
  }

  private Stream<StoredSchema> all() {
    return subjects.values().stream().map(Map::values).flatMap(Collection::stream);
  }

  private NavigableMap<Integer, StoredSchema> versionsOf(String subject) {
    return subjects.getOrDefault(subject, new TreeMap<>());
  }
}
