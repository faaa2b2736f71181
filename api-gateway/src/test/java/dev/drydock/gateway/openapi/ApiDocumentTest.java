package dev.drydock.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class ApiDocumentTest {

  private final ApiDocument document = ApiDocument.load();
  private final JsonNode root = JsonMapper.shared().readTree(document.json());

  @Test
  void shouldBeOpenApiForAParserOfOpenApi() {
    // given
    ParseOptions options = new ParseOptions();
    options.setResolve(true);

    // when
    SwaggerParseResult fromJson =
        new OpenAPIV3Parser().readContents(document.json(), List.of(), options);
    SwaggerParseResult fromYaml =
        new OpenAPIV3Parser().readContents(document.yaml(), List.of(), options);

    // then
    assertThat(fromJson.getMessages()).isEmpty();
    assertThat(fromYaml.getMessages()).isEmpty();
    assertThat(fromYaml.getOpenAPI().getPaths()).hasSameSizeAs(root.at("/paths"));
  }

  @Test
  void shouldHaveExamplesThatAreValid() {
    // given
    Contract contract = Contract.of(root);

    // when
    List<String> violations =
        root.findParents("examples").stream()
            .filter(parent -> parent.has("schema"))
            .flatMap(
                media ->
                    media
                        .path("examples")
                        .valueStream()
                        .map(this::resolve)
                        .flatMap(
                            example ->
                                contract
                                    .violationsOfSchema(media.path("schema"), example.path("value"))
                                    .stream()))
            .toList();

    // then
    assertThat(violations).isEmpty();
  }

  @Test
  void shouldReferToEachOfItsComponents() {
    // given
    Set<String> references = new TreeSet<>();
    root.findValues("$ref").forEach(ref -> references.add(ref.asString("")));
    Set<String> components = new TreeSet<>();
    for (Map.Entry<String, JsonNode> kind : root.at("/components").properties()) {
      kind.getValue()
          .propertyNames()
          .forEach(name -> components.add("#/components/" + kind.getKey() + '/' + name));
    }

    // when
    components.removeAll(references);

    // then
    assertThat(components)
        .containsExactly(
            "#/components/responses/MethodNotAllowed", "#/components/securitySchemes/bearer");
  }

  @Test
  void shouldDescribeEachOperationParameterAndMember() {
    // when
    List<String> undescribed =
        root.at("/paths")
            .valueStream()
            .flatMap(JsonNode::valueStream)
            .filter(operation -> operation.isObject() && !operation.has("summary"))
            .map(JsonNode::toString)
            .toList();

    // then
    assertThat(undescribed).isEmpty();
    assertThat(members(root.at("/components/schemas")))
        .allSatisfy(
            member ->
                assertThat(resolve(member).path("description").asString(""))
                    .as("description of %s", member)
                    .isNotEmpty());
  }

  /** Returns what is referred to, with what stands beside the reference. */
  private JsonNode resolve(JsonNode node) {
    if (!node.has("$ref")) {
      return node;
    }
    JsonNode target = root.at(node.path("$ref").asString("").substring(1));
    ObjectNode resolved = (ObjectNode) resolve(target).deepCopy();
    node.properties().forEach(member -> resolved.set(member.getKey(), member.getValue()));
    resolved.remove("$ref");
    return resolved;
  }

  private static List<JsonNode> members(JsonNode schemas) {
    return schemas.findValues("properties").stream().flatMap(JsonNode::valueStream).toList();
  }
}
