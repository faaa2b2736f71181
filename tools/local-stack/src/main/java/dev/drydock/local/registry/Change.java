package dev.drydock.local.registry;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;

/** What a record of the registry's topic says. */
sealed interface Change {

  /** A version of a subject was registered. */
  record SchemaStored(StoredSchema schema) implements Change {}

  /** A subject's compatibility level was set. */
  record LevelSet(String subject, CompatibilityLevel level) implements Change {}
}
