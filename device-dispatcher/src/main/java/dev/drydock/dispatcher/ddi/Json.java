package dev.drydock.dispatcher.ddi;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes JSON, and reads what agents take for it. */
final class Json {

  /** Agents put lines of logs into texts as they are. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .build();

  private Json() {}

  static byte[] write(Object document) {
    return MAPPER.writeValueAsBytes(document);
  }

  /** Reads what another instance has written with {@link #write}. */
  static <T> T read(byte[] document, Class<T> type) {
    return MAPPER.readValue(document, type);
  }

  /**
   * Returns the members of a body as far as it can be read: SWUpdate does not escape a quotation
   * mark in a line of its log, and would say its last word for ever if it were refused for that.
   *
   * @return without members when the body is no JSON object at all
   */
  static JsonNode readable(byte[] body) {
    ObjectNode object = MAPPER.createObjectNode();
    try (JsonParser parser = MAPPER.createParser(new String(body, StandardCharsets.UTF_8))) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        fill(object, parser);
      }
    } catch (JacksonException e) {
      // what was read before counts
    }
    return object;
  }

  /** What comes again under a name is no member: it may be of a text that was not escaped. */
  private static void fill(ObjectNode object, JsonParser parser) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      ObjectNode holder = object.has(name) ? MAPPER.createObjectNode() : object;
      switch (parser.nextToken()) {
        case START_OBJECT -> fill(holder.putObject(name), parser);
        case START_ARRAY -> fill(holder.putArray(name), parser);
        default -> holder.set(name, parser.readValueAsTree());
      }
    }
  }

  private static void fill(ArrayNode array, JsonParser parser) {
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      switch (token) {
        case START_OBJECT -> fill(array.addObject(), parser);
        case START_ARRAY -> fill(array.addArray(), parser);
        default -> array.add(parser.<JsonNode>readValueAsTree());
      }
    }
  }
}
