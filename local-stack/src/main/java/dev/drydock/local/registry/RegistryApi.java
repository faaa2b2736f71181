package dev.drydock.local.registry;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.entities.Config;
import io.confluent.kafka.schemaregistry.client.rest.entities.Mode;
import io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import io.confluent.kafka.schemaregistry.client.rest.entities.SubjectVersion;
import io.confluent.kafka.schemaregistry.client.rest.entities.requests.CompatibilityCheckResponse;
import io.confluent.kafka.schemaregistry.client.rest.entities.requests.ConfigUpdateRequest;
import io.confluent.kafka.schemaregistry.client.rest.entities.requests.RegisterSchemaResponse;
import java.util.List;
import java.util.Map;

/**
 * Confluent's REST API over the desk, as far as Confluent's clients and serializers use it. What it
 * does not do (schemas that are not Avro, references, rules, import, deletion for good) it refuses.
 */
final class RegistryApi {

  private final SchemaDesk desk;

  RegistryApi(SchemaDesk desk) {
    this.desk = desk;
  }

  Routes routes() {
    return new Routes()
        .add("GET", "/", call -> Map.of())
        .add("GET", "/schemas/types", call -> List.of(AvroSchema.TYPE))
        .add("GET", "/schemas/ids/*", this::schemaById)
        .add("GET", "/schemas/ids/*/schema", call -> new RawJson(oneWithId(call).text()))
        .add("GET", "/schemas/ids/*/subjects", this::subjectsOfId)
        .add("GET", "/schemas/ids/*/versions", this::versionsOfId)
        .add("GET", "/subjects", this::subjects)
        .add("POST", "/subjects/*", this::lookUp)
        .add("DELETE", "/subjects/*", this::deleteSubject)
        .add("GET", "/subjects/*/versions", this::versions)
        .add("POST", "/subjects/*/versions", this::register)
        .add("GET", "/subjects/*/versions/*", call -> entity(versionOf(call, 1, 3)))
        .add("GET", "/subjects/*/versions/*/schema", this::schemaOfVersion)
        .add("DELETE", "/subjects/*/versions/*", this::deleteVersion)
        .add("POST", "/compatibility/subjects/*/versions", this::testAgainstAll)
        .add("POST", "/compatibility/subjects/*/versions/*", this::testAgainstOne)
        .add("GET", "/config", call -> new Config(desk.read(Catalog::globalLevel).name))
        .add("PUT", "/config", this::setLevel)
        .add("GET", "/config/*", this::levelOfSubject)
        .add("PUT", "/config/*", this::setLevel)
        .add("DELETE", "/config/*", this::removeLevel)
        .add("GET", "/mode", call -> new Mode("READWRITE"))
        .add("GET", "/mode/*", this::modeOfSubject);
  }

  private Object schemaById(Call call) {
    return new SchemaString(oneWithId(call).text());
  }

  private Object subjectsOfId(Call call) {
    return withId(call).stream().map(StoredSchema::subject).distinct().toList();
  }

  private Object versionsOfId(Call call) {
    return withId(call).stream()
        .map(schema -> new SubjectVersion(schema.subject(), schema.version()))
        .toList();
  }

  private Object subjects(Call call) {
    String prefix = call.query().getOrDefault("subjectPrefix", "");
    return desk.read(catalog -> catalog.subjects(call.flag("deleted"))).stream()
        .filter(subject -> subject.startsWith(prefix))
        .toList();
  }

  private Object versions(Call call) {
    return existing(call.segment(1), call.flag("deleted")).stream()
        .map(StoredSchema::version)
        .toList();
  }

  private Object register(Call call) {
    AvroSchema schema = SchemaText.in(call);
    return new RegisterSchemaResponse(desk.register(call.segment(1), schema));
  }

  private Object lookUp(Call call) {
    AvroSchema schema = SchemaText.in(call);
    existing(call.segment(1), call.flag("deleted"));
    return desk.find(call.segment(1), schema, call.flag("deleted"))
        .map(RegistryApi::entity)
        .orElseThrow(RegistryException::noSuchSchema);
  }

  private Object schemaOfVersion(Call call) {
    return new RawJson(versionOf(call, 1, 3).text());
  }

  private Object deleteSubject(Call call) {
    refusePermanent(call);
    existing(call.segment(1), false);
    return desk.deleteSubject(call.segment(1));
  }

  private Object deleteVersion(Call call) {
    refusePermanent(call);
    StoredSchema version = versionOf(call, 1, 3);
    desk.delete(version);
    return version.version();
  }

  private Object testAgainstAll(Call call) {
    String subject = call.segment(2);
    return verdict(call, desk.read(catalog -> catalog.versions(subject, false)));
  }

  private Object testAgainstOne(Call call) {
    String subject = call.segment(2);
    boolean first = desk.read(catalog -> catalog.versions(subject, false)).isEmpty();
    boolean latest = VersionNumber.isLatest(call.segment(4));
    return verdict(call, first && latest ? List.of() : List.of(versionOf(call, 2, 4)));
  }

  private Object verdict(Call call, List<StoredSchema> earlier) {
    AvroSchema schema = SchemaText.in(call);
    List<String> faults = desk.incompatibilities(call.segment(2), schema, earlier);
    var response = new CompatibilityCheckResponse();
    response.setIsCompatible(faults.isEmpty());
    if (call.flag("verbose")) {
      response.setMessages(faults);
    }
    return response;
  }

  private Object levelOfSubject(Call call) {
    String subject = call.segment(1);
    if (call.flag("defaultToGlobal")) {
      return new Config(desk.level(subject).name);
    }
    return desk.read(catalog -> catalog.ownLevel(subject))
        .map(level -> new Config(level.name))
        .orElseThrow(() -> RegistryException.noOwnLevel(subject));
  }

  private Object setLevel(Call call) {
    var request = call.body(ConfigUpdateRequest.class);
    CompatibilityLevel level = CompatibilityLevel.forName(request.getCompatibilityLevel());
    if (level == null) {
      throw RegistryException.invalidLevel();
    }
    desk.setLevel(call.segments().size() == 1 ? null : call.segment(1), level);
    return request;
  }

  private Object removeLevel(Call call) {
    Object present = levelOfSubject(call);
    desk.removeLevel(call.segment(1));
    return present;
  }

  private Object modeOfSubject(Call call) {
    if (call.flag("defaultToGlobal")) {
      return new Mode("READWRITE");
    }
    throw RegistryException.noOwnMode(call.segment(1));
  }

  private StoredSchema oneWithId(Call call) {
    return withId(call).get(0);
  }

  private List<StoredSchema> withId(Call call) {
    int id = VersionNumber.schemaId(call.segment(2));
    List<StoredSchema> found = desk.read(catalog -> catalog.withId(id));
    if (found.isEmpty()) {
      throw RegistryException.noSuchId(id);
    }
    return found;
  }

  private StoredSchema versionOf(Call call, int subjectAt, int versionAt) {
    return VersionNumber.pick(
        call.segment(versionAt), existing(call.segment(subjectAt), call.flag("deleted")));
  }

  private List<StoredSchema> existing(String subject, boolean withDeleted) {
    List<StoredSchema> versions = desk.read(catalog -> catalog.versions(subject, withDeleted));
    if (versions.isEmpty()) {
      throw RegistryException.noSuchSubject(subject);
    }
    return versions;
  }

  private static void refusePermanent(Call call) {
    if (call.flag("permanent")) {
      throw RegistryException.notSupported("deletion for good");
    }
  }

  private static Schema entity(StoredSchema stored) {
    return new Schema(
        stored.subject(), stored.version(), stored.id(), AvroSchema.TYPE, List.of(), stored.text());
  }
}
