package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/configuration.md} to the metadata that Spring's annotation processor makes of
 * the services' settings. Run with {@code -Dconfiguration.document=true} to write what stands below
 * its marker anew.
 */
class ConfigurationDocumentTest {

  private static final Path DOCUMENT = Path.of("../docs/configuration.md");
  private static final String MARKER = "<!-- from the records of the settings -->\n";

  /** Sections by what their keys begin with. */
  private static final Map<String, String> SECTIONS = sections();

  private static Map<String, String> sections() {
    Map<String, String> sections = new LinkedHashMap<>();
    sections.put("drydock.kafka.", "All services");
    sections.put("drydock.gateway.", "api-gateway");
    sections.put("drydock.stream.", "device-dispatcher and operation-service");
    sections.put("drydock.dispatcher.", "device-dispatcher");
    sections.put("drydock.operation.", "operation-service");
    sections.put("drydock.projector.", "status-projector");
    return sections;
  }

  @Test
  void shouldListWhatTheSettingsSay() throws IOException {
    // given
    String document = Files.readString(DOCUMENT);
    String prose = document.substring(0, document.indexOf(MARKER) + MARKER.length());
    Collection<JsonNode> settings = settings();
    String expected =
        prose
            + SECTIONS.entrySet().stream()
                .map(section -> section(section.getValue(), section.getKey(), settings))
                .collect(Collectors.joining());
    if (Boolean.getBoolean("configuration.document")) {
      Files.writeString(DOCUMENT, expected);
    }

    // when
    String actual = Files.readString(DOCUMENT);

    // then
    assertThat(actual)
        .as("docs/configuration.md; -Dconfiguration.document=true writes it anew")
        .isEqualTo(expected);
  }

  @Test
  void shouldHaveASectionAndADescriptionWhenItIsASetting() throws IOException {
    assertThat(settings())
        .allSatisfy(
            setting -> {
              assertThat(SECTIONS.keySet()).anyMatch(name(setting)::startsWith);
              assertThat(setting.path("description").asText()).as(name(setting)).isNotBlank();
            });
  }

  /** By name: a jar's manifest may bring a module once more. */
  private static Collection<JsonNode> settings() throws IOException {
    Map<String, JsonNode> found = new TreeMap<>();
    for (URL metadata : resources("META-INF/spring-configuration-metadata.json")) {
      try (InputStream json = metadata.openStream()) {
        for (JsonNode setting : new ObjectMapper().readTree(json).path("properties")) {
          found.put(name(setting), setting);
        }
      }
    }
    found.keySet().removeIf(name -> !name.startsWith("drydock."));
    return found.values();
  }

  private static List<URL> resources(String name) throws IOException {
    return Collections.list(ConfigurationDocumentTest.class.getClassLoader().getResources(name));
  }

  private static String section(String title, String prefix, Collection<JsonNode> settings) {
    return settings.stream()
        .filter(setting -> name(setting).startsWith(prefix))
        .map(ConfigurationDocumentTest::row)
        .collect(
            Collectors.joining(
                "",
                "\n## %s\n\n| key | type | default | meaning |\n".formatted(title)
                    + "| --- | --- | --- | --- |\n",
                ""));
  }

  private static String row(JsonNode setting) {
    String type = setting.path("type").asText();
    boolean isByName = type.startsWith("java.util.Map<");
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            isByName ? name(setting) + ".*" : name(setting),
            type(isByName ? type.substring(type.indexOf(',') + 1, type.length() - 1) : type),
            defaultValue(setting),
            meaning(setting));
  }

  private static String name(JsonNode setting) {
    return setting.path("name").asText();
  }

  private static String type(String type) {
    return switch (type.substring(type.lastIndexOf('.', type.concat("<").indexOf('<')) + 1)) {
      case "Boolean" -> "`true` or `false`";
      case "Integer", "Long", "Double" -> "number";
      case "String" -> "text";
      case "Duration" -> "duration";
      case "DataSize" -> "size";
      case "URI" -> "URL";
      case "Path" -> "path";
      case "Resource" -> "file URL";
      case "List<java.lang.String>", "Set<java.lang.String>" -> "list";
      default -> words(type);
    };
  }

  /** The words of an enum. */
  private static String words(String type) {
    try {
      return Stream.of(Class.forName(type).getEnumConstants())
          .map(word -> '`' + ((Enum<?>) word).name().toLowerCase(Locale.ROOT) + '`')
          .collect(Collectors.joining(", "));
    } catch (ClassNotFoundException e) {
      throw new AssertionError("Expected a type that can be named, but " + type + " is none", e);
    }
  }

  private static String defaultValue(JsonNode setting) {
    // a list is a text in brackets
    String text = setting.path("defaultValue").asText().replaceAll("[\\[\\]\\s]", "");
    return text.isEmpty() ? "none" : '`' + text + '`';
  }

  private static String meaning(JsonNode setting) {
    return setting
        .path("description")
        .asText()
        .replaceAll("\\{@code ([^}]*)}", "`$1`")
        .replace("|", "\\|");
  }
}
