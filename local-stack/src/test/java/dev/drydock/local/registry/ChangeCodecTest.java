package dev.drydock.local.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.local.registry.Change.LevelSet;
import dev.drydock.local.registry.Change.SchemaErased;
import dev.drydock.local.registry.Change.SchemaStored;
import dev.drydock.local.registry.Change.SubjectDeleted;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeCodecTest {

  private static final String SCHEMA_KEY =
      "{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":2,\"magic\":1}";

  static Stream<Arguments> changesAsConfluentWritesThem() {
    return Stream.of(
        Arguments.of(
            new SchemaStored(new StoredSchema("s", 2, 7, "\"int\"", false)),
            SCHEMA_KEY,
            "{\"subject\":\"s\",\"version\":2,\"id\":7,\"schema\":\"\\\"int\\\"\","
                + "\"deleted\":false}"),
        Arguments.of(new SchemaErased("s", 2), SCHEMA_KEY, null),
        Arguments.of(
            new SubjectDeleted("s", 2),
            "{\"keytype\":\"DELETE_SUBJECT\",\"subject\":\"s\",\"magic\":0}",
            "{\"subject\":\"s\",\"version\":2}"),
        Arguments.of(
            new LevelSet("s", CompatibilityLevel.FULL),
            "{\"keytype\":\"CONFIG\",\"subject\":\"s\",\"magic\":0}",
            "{\"compatibilityLevel\":\"FULL\"}"),
        Arguments.of(
            new LevelSet("s", null),
            "{\"keytype\":\"CONFIG\",\"subject\":\"s\",\"magic\":0}",
            null),
        Arguments.of(
            new LevelSet(null, CompatibilityLevel.NONE),
            "{\"keytype\":\"CONFIG\",\"subject\":null,\"magic\":0}",
            "{\"compatibilityLevel\":\"NONE\"}"));
  }

  @ParameterizedTest
  @MethodSource("changesAsConfluentWritesThem")
  void shouldHaveConfluentsFormWhenWritten(Change change, String key, @Nullable String value) {
    // when
    byte[] writtenKey = ChangeCodec.key(change);
    byte[] writtenValue = ChangeCodec.value(change);

    // then
    assertThat(new String(writtenKey, UTF_8)).isEqualTo(key);
    assertThat(writtenValue == null ? null : new String(writtenValue, UTF_8)).isEqualTo(value);
    assertThat(ChangeCodec.read(writtenKey, writtenValue)).contains(change);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"keytype\":\"NOOP\",\"magic\":0}", "{\"keytype\":\"MODE\"}", "{}"})
  void shouldSkipRecordWhenItSaysNothingAboutSchemas(String key) {
    // when
    Optional<Change> change = ChangeCodec.read(key.getBytes(UTF_8), null);

    // then
    assertThat(change).isEmpty();
  }

  @Test
  void shouldReadWhatConfluentAddsWhenSchemaIsAvro() {
    // given
    String value =
        "{\"subject\":\"s\",\"version\":2,\"id\":7,\"md5\":\"eA==\",\"schemaType\":\"AVRO\","
            + "\"references\":[],\"schema\":\"\\\"int\\\"\",\"deleted\":true}";

    // when
    var change = ChangeCodec.read(SCHEMA_KEY.getBytes(UTF_8), value.getBytes(UTF_8));

    // then
    assertThat(change).contains(new SchemaStored(new StoredSchema("s", 2, 7, "\"int\"", true)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"subject\":\"s\",\"version\":2,\"schemaType\":\"PROTOBUF\"}",
        "{\"subject\":\"s\",\"version\":2,\"references\":[{\"name\":\"r\"}]}"
      })
  void shouldNameSchemaWhenItIsNotPlainAvro(String value) {
    // when, then
    assertThatThrownBy(() -> ChangeCodec.read(SCHEMA_KEY.getBytes(UTF_8), value.getBytes(UTF_8)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("version 2 of subject \"s\"");
  }

  @Test
  void shouldNameKeyWhenRecordIsNoJson() {
    // when, then
    assertThatThrownBy(() -> ChangeCodec.read("no json".getBytes(UTF_8), null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no json");
  }
}
