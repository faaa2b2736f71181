package dev.drydock.local.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.entities.requests.RegisterSchemaRequest;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.jspecify.annotations.Nullable;

/** The schema that a request brings. */
final class SchemaText {

  private SchemaText() {}

  /**
   * Reads the schema of a request; {@code normalize} is obeyed.
   *
   * @throws RegistryException 422 when it is not a valid Avro schema, or asks for what this
   *     registry does not do
   */
  static AvroSchema in(Call call) {
    var request = call.body(RegisterSchemaRequest.class);
    checkSupported(request);
    if (request.getSchema() == null) {
      throw RegistryException.invalidSchema("the member \"schema\" is missing");
    }
    try {
      // as a new one: names and defaults are checked
      var schema = new AvroSchema(request.getSchema(), List.of(), Map.of(), null, true);
      schema.validate();
      return call.flag("normalize") ? schema.normalize() : schema;
    } catch (AvroRuntimeException e) {
      throw RegistryException.invalidSchema(e.getMessage());
    }
  }

  private static void checkSupported(RegisterSchemaRequest request) {
    String type = request.getSchemaType();
    boolean isAvro = type == null || type.equals(AvroSchema.TYPE);
    boolean hasReferences = request.getReferences() != null && !request.getReferences().isEmpty();
    if (!isAvro || hasReferences) {
      throw RegistryException.invalidSchema("only AVRO without references is supported");
    }
    if (request.getRuleSet() != null
        || request.getMetadata() != null
        || isGiven(request.getId())
        || isGiven(request.getVersion())) {
      throw new RegistryException(
          42205, "This registry does not do rules, metadata, and import of ids and versions");
    }
  }

  private static boolean isGiven(@Nullable Integer number) {
    return number != null && number > 0;
  }
}
