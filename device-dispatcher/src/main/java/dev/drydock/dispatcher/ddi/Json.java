package dev.drydock.dispatcher.ddi;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes JSON, and reads what agents take for it. */
final class Json {

  /**
   * Agents put lines of logs into texts as they are. Of two members of a name none can be believed.
   */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
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
   * What could be read of a body.
   *
   * @param object its members, up to where it cannot be read
   * @param isObject whether it begins as a JSON object
   * @param isWhole whether all of it is one JSON object that names no member twice
   * @param text the body as it came
   */
  record Reading(ObjectNode object, boolean isObject, boolean isWhole, String text) {}

  /**
   * Reads a body as far as that is possible: SWUpdate does not escape a quotation mark in a line of
   * its log, and others cut what does not fit into their buffers.
   *
   * @throws Refusal when it is no text in UTF-8
   */
  static Reading read(byte[] body) {
    String text = BodyFormat.text(body);
    ObjectNode object = MAPPER.createObjectNode();
    boolean isObject = false;
    boolean isWhole = false;
    try (JsonParser parser = MAPPER.createParser(text)) {
      isObject = parser.nextToken() == JsonToken.START_OBJECT;
      isWhole = isObject && fill(object, parser) && parser.nextToken() == null;
    } catch (JacksonException e) {
      // what was read before counts
    }
    return new Reading(object, isObject, isWhole, text);
  }

  /** Returns whether the object has come to its end. */
  private static boolean fill(ObjectNode object, JsonParser parser) {
    JsonToken token = parser.nextToken();
    for (; token == JsonToken.PROPERTY_NAME; token = parser.nextToken()) {
      String name = parser.currentName();
      switch (parser.nextToken()) {
        case START_OBJECT -> fill(object.putObject(name), parser);
        case START_ARRAY -> fill(object.putArray(name), parser);
        default -> object.set(name, parser.readValueAsTree());
      }
    }
    return token == JsonToken.END_OBJECT;
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
