package dev.drydock.local.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.local.registry.Change.LevelSet;
import dev.drydock.local.registry.Change.SchemaStored;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChangeCodecTest {

  private static final String SCHEMA_KEY =
      "{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":2,\"magic\":1}";

  static Stream<Arguments> changesAsConfluentWritesThem() {
    return Stream.of(
        Arguments.of(
            new SchemaStored(new StoredSchema("s", 2, 7, "\"int\"")),
            SCHEMA_KEY,
            "{\"subject\":\"s\",\"version\":2,\"id\":7,\"schema\":\"\\\"int\\\"\","
                + "\"deleted\":false}"),
        Arguments.of(
            new LevelSet("s", CompatibilityLevel.FULL),
            "{\"keytype\":\"CONFIG\",\"subject\":\"s\",\"magic\":0}",
            "{\"compatibilityLevel\":\"FULL\"}"));
  }

  @ParameterizedTest
  @MethodSource("changesAsConfluentWritesThem")
  void shouldHaveConfluentsFormWhenWritten(Change change, String key, String value) {
    // when
    byte[] writtenKey = ChangeCodec.key(change);
    byte[] writtenValue = ChangeCodec.value(change);

    // then
    assertThat(new String(writtenKey, UTF_8)).isEqualTo(key);
    assertThat(new String(writtenValue, UTF_8)).isEqualTo(value);
    assertThat(ChangeCodec.read(writtenKey, writtenValue)).contains(change);
  }

  @Test
  void shouldSkipRecordWhenItSaysNothing() {
    // when
    Optional<Change> change =
        ChangeCodec.read("{\"keytype\":\"NOOP\",\"magic\":0}".getBytes(UTF_8), null);

    // then
    assertThat(change).isEmpty();
  }

  @Test
  void shouldReadWhatConfluentAddsWhenSchemaIsAvro() {
    // given
    String value =
        "{\"subject\":\"s\",\"version\":2,\"id\":7,\"md5\":\"eA==\",\"schemaType\":\"AVRO\","
            + "\"references\":[],\"schema\":\"\\\"int\\\"\",\"deleted\":false}";

    // when
    var change = ChangeCodec.read(SCHEMA_KEY.getBytes(UTF_8), value.getBytes(UTF_8));

    // then
    assertThat(change).contains(new SchemaStored(new StoredSchema("s", 2, 7, "\"int\"")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      textBlock =
          """
          {"keytype":"SCHEMA","subject":"s","version":2} | {"subject":"s","schemaType":"PROTOBUF"}
          {"keytype":"SCHEMA","subject":"s","version":2} | {"subject":"s","references":[{}]}
          {"keytype":"SCHEMA","subject":"s","version":2} | {"subject":"s","deleted":true}
          {"keytype":"SCHEMA","subject":"s","version":2} | null
          {"keytype":"DELETE_SUBJECT","subject":"s"}     | {"subject":"s","version":2}
          {"keytype":"CONFIG","subject":null}            | {"compatibilityLevel":"NONE"}
          {"keytype":"CONFIG","subject":"s"}             | null
          """)
  void shouldNameKeyWhenRecordSaysWhatThisRegistryDoesNot(String key, @Nullable String value) {
    // given
    byte[] valueBytes = value == null ? null : value.getBytes(UTF_8);

    // when, then
    assertThatThrownBy(() -> ChangeCodec.read(key.getBytes(UTF_8), valueBytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(key);
  }

  @Test
  void shouldNameKeyWhenRecordIsNoJson() {
    // when, then
    assertThatThrownBy(() -> ChangeCodec.read("no json".getBytes(UTF_8), null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no json");
  }
}
