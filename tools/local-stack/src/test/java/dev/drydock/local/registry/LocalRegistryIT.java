package dev.drydock.local.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.local.FreePorts;
import dev.drydock.local.kafka.LocalKafka;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.generic.GenericRecordBuilder;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry through Confluent's own client and serializers. */
class LocalRegistryIT {

  private static final AvroSchema ONE_FIELD = schema("{'name':'id','type':'string'}");
  private static final AvroSchema OPTIONAL_FIELD_MORE =
      schema("{'name':'id','type':'string'},{'name':'note','type':'string','default':''}");
  private static final AvroSchema REQUIRED_FIELD_MORE =
      schema("{'name':'id','type':'string'},{'name':'size','type':'int'}");

  @TempDir private static Path directory;
  private static LocalKafka kafka;

  private final String subject = "subject-" + UUID.randomUUID();
  private LocalRegistry registry;
  private SchemaRegistryClient client;

  @BeforeAll
  static void startKafka() {
    List<Integer> ports = FreePorts.several(2);
    kafka = LocalKafka.start(directory, ports.get(0), ports.get(1), Map.of());
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void startRegistry() {
    registry = LocalRegistry.start(kafka.bootstrapServers(), FreePorts.one());
    client = clientOf(registry);
  }

  @AfterEach
  void stopRegistry() {
    registry.close();
  }

  @Test
  void shouldGiveEqualSchemasOneIdWhenRegisteredUnderSeveralSubjects() throws Exception {
    // when
    int first = client.register(subject, ONE_FIELD);
    int again = clientOf(registry).register(subject, ONE_FIELD);
    int elsewhere = client.register(subject + "-other", ONE_FIELD);
    int second = client.register(subject, OPTIONAL_FIELD_MORE);

    // then
    assertThat(List.of(again, elsewhere)).containsOnly(first);
    assertThat(second).isGreaterThan(first);
    assertThat(client.getAllVersions(subject)).containsExactly(1, 2);
    assertThat(client.getAllSubjects()).contains(subject, subject + "-other");
    assertThat(client.getSchemaBySubjectAndId(subject, second)).isEqualTo(OPTIONAL_FIELD_MORE);
    assertThat(client.getVersion(subject, OPTIONAL_FIELD_MORE)).isEqualTo(2);
    assertThat(client.getId(subject, ONE_FIELD)).isEqualTo(first);
    assertThat(client.getLatestSchemaMetadata(subject).getId()).isEqualTo(second);
    assertThat(client.getSchemaMetadata(subject, 1).getSchema())
        .isEqualTo(ONE_FIELD.canonicalString());
  }

  @Test
  void shouldRefuseWith409WhenSchemaIsIncompatible() throws Exception {
    // given
    client.register(subject, ONE_FIELD);

    // when, then
    assertThatThrownBy(() -> client.register(subject, REQUIRED_FIELD_MORE))
        .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE");
    assertRefused(() -> client.register(subject, REQUIRED_FIELD_MORE), 409, 409);
    assertThat(client.getAllVersions(subject)).containsExactly(1);
    assertThat(client.register(subject, OPTIONAL_FIELD_MORE)).isPositive();
  }

  @Test
  void shouldObeySubjectsLevelWhenItHasOne() throws Exception {
    // given
    assertRefused(() -> client.getCompatibility(subject), 404, 40408);

    // when
    client.updateCompatibility(subject, "FULL_TRANSITIVE");

    // then
    client.register(subject, ONE_FIELD);
    client.register(subject, OPTIONAL_FIELD_MORE);
    assertThat(client.getCompatibility(subject)).isEqualTo("FULL_TRANSITIVE");
    assertRefused(() -> client.register(subject, REQUIRED_FIELD_MORE), 409, 409);
    client.updateCompatibility(subject, "NONE");
    assertThat(client.register(subject, REQUIRED_FIELD_MORE)).isPositive();
    assertRefused(() -> client.updateCompatibility(subject, "SIDEWAYS"), 422, 42203);
  }

  @Test
  void shouldKnowEverythingWhenRestarted() throws Exception {
    // given
    client.updateCompatibility(subject, "FULL");
    int first = client.register(subject, ONE_FIELD);
    int second = client.register(subject, OPTIONAL_FIELD_MORE);

    // when
    registry.close();
    startRegistry();

    // then
    assertThat(client.getCompatibility(subject)).isEqualTo("FULL");
    assertThat(client.getAllVersions(subject)).containsExactly(1, 2);
    assertThat(client.getSchemaById(first)).isEqualTo(ONE_FIELD);
    assertThat(client.getAllSubjects()).contains(subject);
    assertThat(client.register(subject, ONE_FIELD)).isEqualTo(first);
    assertThat(
            client.register(
                subject,
                schema("{'name':'id','type':'string'},{'name':'size','type':'int','default':0}")))
        .isGreaterThan(second);
  }

  @Test
  void shouldReadWhatAnotherRegistryWroteWhenItsOwnWriteWasRefused() throws Exception {
    // given
    client.register(subject, ONE_FIELD);
    try (var newer = LocalRegistry.start(kafka.bootstrapServers(), FreePorts.one())) {
      int second = clientOf(newer).register(subject, OPTIONAL_FIELD_MORE);

      // when
      assertRefused(() -> client.register(subject + "-other", ONE_FIELD), 500, 50001);

      // then
      assertThat(client.getId(subject, OPTIONAL_FIELD_MORE)).isEqualTo(second);
    }
  }

  @Test
  void shouldCarryRecordsWhenUsedBySerializers() {
    // given
    Map<String, Object> settings = Map.of("schema.registry.url", registry.url());
    var sent = new GenericRecordBuilder(ONE_FIELD.rawSchema()).set("id", "d1").build();
    try (var serializer = new KafkaAvroSerializer();
        var deserializer = new KafkaAvroDeserializer()) {
      serializer.configure(settings, false);
      deserializer.configure(settings, false);

      // when
      Object received = deserializer.deserialize("topic", serializer.serialize("topic", sent));

      // then
      assertThat(received).hasToString(sent.toString());
    }
  }

  private static SchemaRegistryClient clientOf(LocalRegistry registry) {
    return new CachedSchemaRegistryClient(registry.url(), 100);
  }

  private static AvroSchema schema(String fields) {
    return new AvroSchema(
        ("{'type':'record','name':'Item','fields':[" + fields + "]}").replace('\'', '"'));
  }

  private static void assertRefused(ThrowingCallable call, int status, int code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RestClientException.class,
            e -> {
              assertThat(e.getStatus()).isEqualTo(status);
              assertThat(e.getErrorCode()).isEqualTo(code);
            });
  }
}
