package dev.drydock.local.registry;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import org.jspecify.annotations.Nullable;

/** What a record of the registry's topic says. All of them in order make the {@link Catalog}. */
sealed interface Change {

  /** A version of a subject is now this one: registered, or marked as deleted. */
  record SchemaStored(StoredSchema schema) implements Change {}

  /** A version of a subject is gone for good. Only other registries write this. */
  record SchemaErased(String subject, int version) implements Change {}

  /** All versions of a subject up to and with this one are marked as deleted. */
  record SubjectDeleted(String subject, int upToVersion) implements Change {}

  /**
   * The compatibility level was set.
   *
   * @param subject the subject, or null for the level of all that have none of their own
   * @param level the level, or null when the subject no longer has its own
   */
  record LevelSet(@Nullable String subject, @Nullable CompatibilityLevel level) implements Change {}
}
