package dev.drydock.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Holds today's schemas to those that were released: {@code src/main/history/<topic>/<n>.avsc}. Run
 * with {@code -Dschemas.release=true} to add today's schemas to the history.
 */
class SchemaHistoryTest {

  private static final Path HISTORY = Path.of("src/main/history");

  @ParameterizedTest
  @EnumSource(Topic.class)
  void shouldReadAndBeReadByEveryReleasedSchema(Topic topic) throws IOException {
    // given
    List<ParsedSchemaHolder> released = new ArrayList<>();
    for (Schema schema : released(topic)) {
      released.add(new SimpleParsedSchemaHolder(new AvroSchema(schema)));
    }

    // when
    List<String> complaints =
        new AvroSchema(topic.schema()).isCompatible(CompatibilityLevel.FULL_TRANSITIVE, released);

    // then
    assertThat(complaints).as("%s against its history", topic).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void shouldHaveTodaysSchemaInTheHistory(Topic topic) throws IOException {
    // given
    List<Schema> released = released(topic);
    if (Boolean.getBoolean("schemas.release") && !released.contains(topic.schema())) {
      release(topic, released.size() + 1);
    }

    // when
    List<Schema> history = released(topic);

    // then
    assertThat(history)
        .as("the history of %s; -Dschemas.release=true adds today's schema to it", topic)
        .isNotEmpty();
    assertThat(history.get(history.size() - 1)).isEqualTo(topic.schema());
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void shouldFindTheHistoryOnTheClassPath(Topic topic) throws IOException {
    assumeFalse(Boolean.getBoolean("schemas.release"), "the class path has the history of before");
    assertThat(SchemaHistory.of(topic)).isEqualTo(released(topic));
  }

  @Test
  void shouldRefuseANameThatHasNoHistory() {
    assertThatThrownBy(() -> SchemaHistory.of("nothing"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("/history/nothing/1.avsc");
  }

  private static List<Schema> released(Topic topic) throws IOException {
    List<Schema> schemas = new ArrayList<>();
    for (int version = 1; Files.exists(file(topic, version)); version++) {
      schemas.add(new Schema.Parser().parse(Files.readString(file(topic, version))));
    }
    return schemas;
  }

  private static void release(Topic topic, int version) throws IOException {
    Files.createDirectories(file(topic, version).getParent());
    Files.writeString(
        file(topic, version), SchemaFormatter.format("json/pretty", topic.schema()) + "\n");
  }

  private static Path file(Topic topic, int version) {
    return HISTORY.resolve(topic.baseName()).resolve(version + ".avsc");
  }
}
