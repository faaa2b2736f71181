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

final class ApiDocumentTest {

  private final ApiDocument document = ApiDocument.load();
  private final JsonNode root = document.at("");

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
    assertThat(fromYaml.getOpenAPI().getPaths()).hasSameSizeAs(document.at("/paths"));
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
                        .map(document::resolve)
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
    for (Map.Entry<String, JsonNode> kind : document.at("/components").properties()) {
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
        document
            .at("/paths")
            .valueStream()
            .flatMap(JsonNode::valueStream)
            .filter(operation -> operation.isObject() && !operation.has("summary"))
            .map(JsonNode::toString)
            .toList();

    // then
    assertThat(undescribed).isEmpty();
    assertThat(members(document.at("/components/schemas")))
        .allSatisfy(
            member ->
                assertThat(document.resolve(member).path("description").asString(""))
                    .as("description of %s", member)
                    .isNotEmpty());
  }

  private static List<JsonNode> members(JsonNode schemas) {
    return schemas.findValues("properties").stream().flatMap(JsonNode::valueStream).toList();
  }
}
