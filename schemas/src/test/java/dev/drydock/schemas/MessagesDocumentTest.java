package dev.drydock.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/messages.md} to the catalogue. Run with {@code -Dschemas.document=true} to
 * write what stands below its marker anew.
 */
class MessagesDocumentTest {

  private static final Path DOCUMENT = Path.of("../docs/messages.md");
  private static final String MARKER = "<!-- from the catalogue and the schemas -->\n";

  @Test
  void shouldListWhatTheCatalogueAndTheSchemasSay() throws IOException {
    // given
    String document = Files.readString(DOCUMENT);
    String prose = document.substring(0, document.indexOf(MARKER) + MARKER.length());
    String expected = prose + topics() + types();
    if (Boolean.getBoolean("schemas.document")) {
      Files.writeString(DOCUMENT, expected);
    }

    // when
    String actual = Files.readString(DOCUMENT);

    // then
    assertThat(actual)
        .as("docs/messages.md; -Dschemas.document=true writes it anew")
        .isEqualTo(expected);
  }

  private static String topics() {
    StringBuilder table =
        new StringBuilder("\n## Topics\n\n| topic | record | cleanup | partitions |\n")
            .append("| --- | --- | --- | --- |\n");
    for (Topic topic : Topic.values()) {
      String cleanup =
          topic.cleanup() == Topic.Cleanup.COMPACT
              ? "compacted"
              : "deleted after " + topic.retention().toDays() + " days";
      table.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  topic.baseName(),
                  link(topic.schema()),
                  cleanup,
                  topic.isPartitionedByDevice() ? "the fleet's" : "one"));
    }
    return table.toString();
  }

  private static String types() {
    Set<Schema> types = new LinkedHashSet<>();
    for (Topic topic : Topic.values()) {
      collect(topic.schema(), types);
    }
    return types.stream().map(MessagesDocumentTest::section).collect(Collectors.joining());
  }

  private static String section(Schema type) {
    StringBuilder section =
        new StringBuilder("\n## %s\n\n%s\n".formatted(type.getName(), type.getDoc()));
    if (type.getType() == Schema.Type.ENUM) {
      return section
          .append("\nOne of `%s`.\n".formatted(String.join("`, `", type.getEnumSymbols())))
          .toString();
    }
    section.append("\n| member | type | meaning |\n| --- | --- | --- |\n");
    for (Schema.Field field : type.getFields()) {
      section.append(
          "| `%s` | %s | %s |\n".formatted(field.name(), describe(field.schema()), field.doc()));
    }
    return section.toString();
  }

  private static String describe(Schema schema) {
    if (schema.getLogicalType() != null) {
      return schema.getLogicalType().getName();
    }
    return switch (schema.getType()) {
      case UNION -> describe(schema.getTypes().get(1)) + ", or null";
      case ARRAY -> "array of " + describe(schema.getElementType());
      case RECORD, ENUM -> link(schema);
      default -> schema.getType().getName();
    };
  }

  private static String link(Schema type) {
    return "[%s](#%s)".formatted(type.getName(), type.getName().toLowerCase(java.util.Locale.ROOT));
  }

  private static void collect(Schema schema, Set<Schema> found) {
    switch (schema.getType()) {
      case UNION -> schema.getTypes().forEach(type -> collect(type, found));
      case ARRAY -> collect(schema.getElementType(), found);
      case ENUM -> found.add(schema);
      case RECORD -> {
        if (found.add(schema)) {
          schema.getFields().forEach(field -> collect(field.schema(), found));
        }
      }
      default -> {}
    }
  }
}
