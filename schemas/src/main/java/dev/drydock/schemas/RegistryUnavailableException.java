package dev.drydock.schemas;

/** The schema registry could not be asked. The record that needed it is to be read again later. */
public final class RegistryUnavailableException extends RuntimeException {

  RegistryUnavailableException(RawRecord record, Throwable cause) {
    super(
        "Expected the schema registry to answer for topic \""
            + record.topic()
            + "\" partition "
            + record.partition()
            + " offset "
            + record.offset()
            + ", but it cannot be asked; check schema.registry.url and the registry",
        cause);
  }
}
