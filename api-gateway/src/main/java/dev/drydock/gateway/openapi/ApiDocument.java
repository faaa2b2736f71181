package dev.drydock.gateway.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The API's OpenAPI document, as it was written. Immutable. */
final class ApiDocument {

  /** Stands in the document wherever the base is to be that its reader uses. */
  static final String BASE = "https://drydock.example/beta";

  private static final String RESOURCE = "/openapi/drydock.yaml";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final String yaml;
  private final JsonNode root;

  private ApiDocument(String yaml, JsonNode root) {
    this.yaml = yaml;
    this.root = root;
  }

  /** Reads the document that the gateway is built with. */
  static ApiDocument load() {
    String yaml = resource(RESOURCE);
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Object read = new Yaml(new SafeConstructor(options)).load(yaml);
    return new ApiDocument(yaml, JSON.valueToTree(read));
  }

  /** Returns the text of something that lies beside the document. */
  static String resource(String name) {
    try (InputStream in = ApiDocument.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + name, e);
    }
  }

  String yaml() {
    return yaml;
  }

  String json() {
    return JSON.writeValueAsString(root);
  }
}
