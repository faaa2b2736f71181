package dev.drydock.gateway.openapi;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import dev.drydock.gateway.bed.Gateway.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The API's document as the judge of answers: what it does not allow is a violation. */
final class Contract {

  private static final String LOCATION = "https://drydock.example/contract";
  private static final Set<String> OF_THE_TRANSPORT =
      Set.of(
          "connection",
          "content-length",
          "content-type",
          "date",
          "keep-alive",
          "transfer-encoding");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JsonNode document;
  private final SchemaRegistry registry;

  private Contract(JsonNode document, SchemaRegistry registry) {
    this.document = document;
    this.registry = registry;
  }

  /**
   * Makes a judge that allows no member which the document does not have: the document itself
   * leaves room for members to come.
   */
  static Contract of(JsonNode document) {
    ObjectNode closed = (ObjectNode) document.deepCopy();
    close(closed.path("components").path("schemas"));
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            Dialects.getOpenApi31(),
            builder ->
                builder
                    .schemas(Map.of(LOCATION, closed.toString()))
                    .schemaRegistryConfig(
                        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    return new Contract(document, registry);
  }

  /** Returns the methods of all paths, as {@code GET /path/{name}}. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (String member : path.getValue().propertyNames()) {
        if (!member.equals("parameters")) {
          operations.add(member.toUpperCase(Locale.ROOT) + ' ' + path.getKey());
        }
      }
    }
    return operations;
  }

  /** Returns the statuses with which an operation may answer. */
  Set<String> statuses(String operation) {
    return new TreeSet<>(operation(operation).path("responses").propertyNames());
  }

  boolean hasBody(String operation) {
    return operation(operation).has("requestBody");
  }

  /** Returns in what an answer to an operation differs from the document. */
  List<String> violations(String operation, Answer answer) {
    JsonNode response = operation(operation).path("responses").path("" + answer.status());
    return response.isMissingNode()
        ? List.of("the status " + answer.status() + " is not documented")
        : violations(resolved(response), answer);
  }

  /** Returns in what an answer differs from one that all operations share. */
  List<String> violationsOfShared(String name, Answer answer) {
    return violations(document.at("/components/responses/" + name), answer);
  }

  /** Returns in what a value differs from one of the document's schemas. */
  List<String> violationsOfSchema(JsonNode schema, JsonNode value) {
    String pointer = schema.path("$ref").asString("");
    Schema judge =
        pointer.isEmpty()
            ? registry.getSchema(SchemaLocation.of(LOCATION), schema)
            : registry.getSchema(SchemaLocation.of(LOCATION + pointer));
    return judge.validate(value).stream().map(Error::toString).toList();
  }

  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asString("").substring(1)) : node;
  }

  private List<String> violations(JsonNode response, Answer answer) {
    List<String> violations = new ArrayList<>(headerViolations(response.path("headers"), answer));
    String body = answer.response().body();
    String type = answer.header("Content-Type");
    JsonNode content = response.path("content");
    if (type.isEmpty() || content.isMissingNode()) {
      if (!body.isEmpty() || !type.isEmpty()) {
        violations.add("a body that is not documented: " + type + ' ' + body);
      }
      return violations;
    }
    MediaType mediaType = MediaType.parseMediaType(type);
    JsonNode media = content.path(mediaType.getType() + '/' + mediaType.getSubtype());
    if (media.isMissingNode()) {
      violations.add("the media type " + type + " is not documented");
    } else {
      boolean isJson = mediaType.isCompatibleWith(MediaType.APPLICATION_JSON);
      JsonNode value = isJson ? JSON.readTree(body) : StringNode.valueOf(body);
      violations.addAll(violationsOfSchema(media.path("schema"), value));
    }
    return violations;
  }

  private List<String> headerViolations(JsonNode documented, Answer answer) {
    List<String> violations = new ArrayList<>();
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, JsonNode> header : documented.properties()) {
      names.add(header.getKey());
      violations.addAll(headerViolations(header.getKey(), resolved(header.getValue()), answer));
    }
    for (String name : answer.response().headers().map().keySet()) {
      if (!names.contains(name) && !OF_THE_TRANSPORT.contains(name.toLowerCase(Locale.ROOT))) {
        violations.add("the header " + name + " is not documented");
      }
    }
    return violations;
  }

  private List<String> headerViolations(String name, JsonNode header, Answer answer) {
    List<String> values = answer.response().headers().allValues(name);
    if (values.isEmpty()) {
      return header.path("required").asBoolean(false)
          ? List.of("the header " + name + " is missing")
          : List.of();
    }
    boolean isNumber = header.path("schema").path("type").asString("").equals("integer");
    JsonNode value =
        isNumber ? JSON.readTree(values.get(0)) : StringNode.valueOf(String.join(", ", values));
    return violationsOfSchema(header.path("schema"), value).stream()
        .map(violation -> "header " + name + ": " + violation)
        .toList();
  }

  private JsonNode operation(String operation) {
    String[] parts = operation.split(" ");
    return document.path("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
  }

  /** No schema here extends another by more than {@code required}, so each can be closed alone. */
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(Contract::close);
  }
}
