package dev.drydock.gateway.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API's OpenAPI document, as it was written. Immutable. */
final class ApiDocument {

  /** Stands in the document wherever the base is to be that its reader uses. */
  static final String BASE = "https://drydock.example/beta";

  private static final String RESOURCE = "/openapi/drydock.yaml";
  private static final String REF = "$ref";
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

  /** Returns what a JSON pointer leads to; missing when it leads nowhere. */
  JsonNode at(String pointer) {
    return root.at(pointer);
  }

  /** Returns what is referred to, with what stands beside the reference; else the node itself. */
  JsonNode resolve(JsonNode node) {
    if (!node.has(REF)) {
      return node;
    }
    ObjectNode resolved = (ObjectNode) resolve(target(node)).deepCopy();
    node.properties().forEach(member -> resolved.set(member.getKey(), member.getValue()));
    resolved.remove(REF);
    return resolved;
  }

  /** Returns the last part of a node's reference; empty when it refers to nothing. */
  static String refName(JsonNode node) {
    String ref = node.path(REF).asString("");
    return ref.substring(ref.lastIndexOf('/') + 1);
  }

  /**
   * Returns the names of schemas whose members stand in the document at another that needs them.
   */
  Set<String> extendedSchemas() {
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode schema : at("/components/schemas")) {
      if (schema.has(REF)) {
        names.add(refName(schema));
      }
    }
    return names;
  }

  private JsonNode target(JsonNode node) {
    JsonNode target = at(node.path(REF).asString("").substring(1));
    if (target.isMissingNode()) {
      throw new IllegalStateException(
          "Expected the API's document to have what it refers to, but there is no "
              + node.path(REF));
    }
    return target;
  }
}
