package dev.drydock.local.registry;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.entities.Config;
import io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import io.confluent.kafka.schemaregistry.client.rest.entities.requests.ConfigUpdateRequest;
import io.confluent.kafka.schemaregistry.client.rest.entities.requests.RegisterSchemaResponse;
import java.util.List;

/**
 * The calls of Confluent's REST API that its serializers make, the clients that are common (of
 * kafkajs, librdkafka, Confluent for other languages), and {@code drydock topics}. Other calls are
 * answered 404.
 */
final class RegistryApi {

  private final SchemaStore store;

  RegistryApi(SchemaStore store) {
    this.store = store;
  }

  Routes routes() {
    return new Routes()
        .add("GET", "/schemas/ids/*", this::schemaById)
        .add("GET", "/subjects", call -> store.subjects())
        .add("POST", "/subjects/*", this::lookUp)
        .add("GET", "/subjects/*/versions", this::versions)
        .add("POST", "/subjects/*/versions", this::register)
        .add("GET", "/subjects/*/versions/*", this::version)
        .add("GET", "/config/*", this::level)
        .add("PUT", "/config/*", this::setLevel);
  }

  private Object schemaById(Call call) {
    int id = number(call.segment(2), 404);
    return store
        .text(id)
        .map(SchemaString::new)
        .orElseThrow(() -> new RegistryException(40403, "Schema " + id + " not found"));
  }

  private Object versions(Call call) {
    return existing(call).stream().map(StoredSchema::version).toList();
  }

  private Object version(Call call) {
    List<StoredSchema> versions = existing(call);
    String asked = call.segment(3);
    if (asked.equals("latest") || asked.equals("-1")) {
      return entity(versions.get(versions.size() - 1));
    }
    int wanted = number(asked, 42202);
    return versions.stream()
        .filter(version -> version.version() == wanted)
        .findFirst()
        .map(RegistryApi::entity)
        .orElseThrow(() -> new RegistryException(40402, "Version " + wanted + " not found."));
  }

  private Object register(Call call) {
    AvroSchema schema = SchemaText.in(call);
    return new RegisterSchemaResponse(store.register(call.segment(1), schema));
  }

  private Object lookUp(Call call) {
    AvroSchema schema = SchemaText.in(call);
    existing(call);
    return store
        .find(call.segment(1), schema)
        .map(RegistryApi::entity)
        .orElseThrow(() -> new RegistryException(40403, "Schema not found"));
  }

  private Object level(Call call) {
    String subject = call.segment(1);
    return store
        .level(subject)
        .map(level -> new Config(level.name))
        .orElseThrow(
            () ->
                new RegistryException(
                    40408,
                    "Subject '"
                        + subject
                        + "' does not have subject-level compatibility configured"));
  }

  private Object setLevel(Call call) {
    var request = call.body(ConfigUpdateRequest.class);
    CompatibilityLevel level = CompatibilityLevel.forName(request.getCompatibilityLevel());
    if (level == null) {
      throw new RegistryException(
          42203,
          "Invalid compatibility level. Valid values are none, backward, forward, full,"
              + " backward_transitive, forward_transitive, and full_transitive");
    }
    store.setLevel(call.segment(1), level);
    return request;
  }

  private List<StoredSchema> existing(Call call) {
    List<StoredSchema> versions = store.versions(call.segment(1));
    if (versions.isEmpty()) {
      throw RegistryException.noSuchSubject(call.segment(1));
    }
    return versions;
  }

  /** Reads a number of a path; throws {@link RegistryException} with a code when it is none. */
  private static int number(String text, int code) {
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw new RegistryException(code, "Expected a number of 1 or more, but it is \"" + text + '"');
  }

  private static Schema entity(StoredSchema stored) {
    return new Schema(
        stored.subject(), stored.version(), stored.id(), AvroSchema.TYPE, List.of(), stored.text());
  }
}
