package dev.drydock.dispatcher.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drydock.dispatcher.state.DockState;
import dev.drydock.dispatcher.state.RememberedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds what this build stores to what was ever stored: {@code history/<name>/<n>.avsc}. Run with
 * {@code -Dschemas.release=true} to add today's schemas to the history.
 */
class StateHistoryTest {

  private static final Path HISTORY = Path.of("src/main/resources/history");

  static Stream<Arguments> states() {
    return Stream.of(
        arguments("dock-state", DockState.getClassSchema()),
        arguments("remembered-request", RememberedRequest.getClassSchema()));
  }

  @ParameterizedTest
  @MethodSource("states")
  void shouldHaveTodaysSchemaInTheHistory(String name, Schema today) throws IOException {
    // given
    List<Schema> released = released(name);
    if (Boolean.getBoolean("schemas.release") && !released.contains(today)) {
      Path next = file(name, released.size() + 1);
      Files.createDirectories(next.getParent());
      Files.writeString(next, SchemaFormatter.format("json/pretty", today) + "\n");
    }

    // when
    List<Schema> history = released(name);

    // then
    assertThat(history)
        .as("the history of %s; -Dschemas.release=true adds today's schema to it", name)
        .isNotEmpty();
    assertThat(history.get(history.size() - 1)).isEqualTo(today);
  }

  @ParameterizedTest
  @MethodSource("states")
  void shouldReadWhatAnyBuildStored(String name, Schema today) throws IOException {
    for (Schema released : released(name)) {
      assertThat(SchemaCompatibility.checkReaderWriterCompatibility(today, released).getType())
          .isEqualTo(SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE);
    }
  }

  private static List<Schema> released(String name) throws IOException {
    List<Schema> schemas = new ArrayList<>();
    for (int version = 1; Files.exists(file(name, version)); version++) {
      schemas.add(new Schema.Parser().parse(Files.readString(file(name, version))));
    }
    return schemas;
  }

  private static Path file(String name, int version) {
    return HISTORY.resolve(name).resolve(version + ".avsc");
  }
}
