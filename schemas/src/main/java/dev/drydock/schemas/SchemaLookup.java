package dev.drydock.schemas;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Asks the registry for the schema that a record names, before the record is decoded: so that no
 * answer but the registry's own word that it has no such schema can make a good record look bad. A
 * proxy's 404, a page of HTML or an answer that was cut short tell nothing about the record.
 */
final class SchemaLookup {

  /** Confluent's framing: a zero byte, the schema's id, the record. */
  private static final byte FRAMED = 0;

  private static final int FRAME_BYTES = 1 + Integer.BYTES;

  /** Confluent's error codes; an HTTP status alone is anybody's. */
  private static final Set<Integer> NOT_FOUND = Set.of(40401, 40403);

  private static final int UNPROCESSABLE = 422;

  private static final String NOT_AVRO = "Invalid schema ";

  private final SchemaRegistryClient registry;
  private final Map<Topic, String> subjects = new EnumMap<>(Topic.class);

  SchemaLookup(SchemaRegistryClient registry, TopicNames names) {
    this.registry = registry;
    for (Topic topic : Topic.values()) {
      subjects.put(topic, SchemaSetup.subject(topic, names));
    }
  }

  /**
   * Has the client keep the record's schema, so that decoding need not ask; bytes without
   * Confluent's framing name none.
   *
   * @throws UnknownSchemaException when the registry says that it has no such schema, or gives one
   *     that is not Avro
   * @throws RegistryUnavailableException when it says anything else, or nothing
   */
  void find(RawRecord raw, Topic topic, byte[] value) throws UnknownSchemaException {
    if (value.length < FRAME_BYTES || value[0] != FRAMED) {
      return;
    }
    int id = ByteBuffer.wrap(value).getInt(1);
    try {
      ParsedSchema schema = registry.getSchemaBySubjectAndId(subjects.get(topic), id);
      if (schema.rawSchema() == null) {
        registry.reset(); // it keeps even an answer that has no schema in it
        throw new IOException("Expected a schema in the registry's answer, but there is none");
      }
    } catch (RestClientException e) {
      if (isUnknown(e)) {
        throw new UnknownSchemaException(id, e);
      }
      throw new RegistryUnavailableException(raw, e);
    } catch (IOException | RuntimeException e) {
      if (isNotAvro(e)) {
        throw new UnknownSchemaException(id, e);
      }
      throw new RegistryUnavailableException(raw, e);
    }
  }

  private static boolean isUnknown(RestClientException answer) {
    return NOT_FOUND.contains(answer.getErrorCode())
        || answer.getErrorCode() / 100 == UNPROCESSABLE;
  }

  /**
   * A registry may hold schemas of other languages, too. That it got one the client tells by its
   * words alone; of an answer without a schema they speak as null.
   */
  private static boolean isNotAvro(Exception e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String words = String.valueOf(root.getMessage());
    return words.startsWith(NOT_AVRO) && !words.startsWith(NOT_AVRO + null);
  }

  /** The registry has no Avro schema of the id that a record names. */
  static final class UnknownSchemaException extends Exception {
    UnknownSchemaException(int id, Exception answer) {
      super("The registry has no Avro schema " + id, answer);
    }
  }
}
