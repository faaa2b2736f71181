package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.core.Attributes;
import dev.drydock.dispatcher.core.SoftwareVersions;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What a device tells of itself.
 *
 * @param mode what becomes of what it told before
 * @param names what it names
 * @param attributes what it tells, by name
 * @param softwareVersions the versions that it runs, by kind of software
 */
record ConfigData(
    Mode mode,
    Set<String> names,
    SortedMap<String, String> attributes,
    SortedMap<String, String> softwareVersions) {

  /** Microsoft Graph's kinds of software. */
  private static final Set<String> SOFTWARE_TYPES =
      Set.of(
          "adminAgent",
          "operatingSystem",
          "teamsClient",
          "firmware",
          "partnerAgent",
          "companyPortal");

  /** What becomes of what a device told before. */
  enum Mode {
    /** It stays, unless it is told anew. */
    MERGE,
    /** It goes. */
    REPLACE,
    /** What is named goes. */
    REMOVE
  }

  /** Reads a body; throws {@link Refusal}. */
  static ConfigData read(byte[] body) {
    JsonNode object = Json.object(body);
    JsonNode data = object.path("data");
    if (!data.isObject()) {
      throw Refusal.badRequest("Expected data to be an object, but it is absent or something else");
    }
    ConfigData read =
        new ConfigData(
            mode(object.path("mode")), new TreeSet<>(), new TreeMap<>(), new TreeMap<>());
    for (Map.Entry<String, JsonNode> member : data.properties()) {
      read.add(member.getKey(), member.getValue());
    }
    return read;
  }

  /**
   * Returns all attributes of the device from then on; throws {@link Refusal} when they do not fit.
   */
  SortedMap<String, String> resolve(Map<String, String> known) {
    SortedMap<String, String> all = new TreeMap<>(mode == Mode.REPLACE ? Map.of() : known);
    if (mode == Mode.REMOVE) {
      all.keySet().removeAll(names);
    } else {
      all.putAll(attributes);
    }
    if (all.size() > Attributes.MAX_COUNT) {
      throw Refusal.badRequest(
          "Expected at most "
              + Attributes.MAX_COUNT
              + " attributes of the device in all, but there would be "
              + all.size());
    }
    return all;
  }

  private void add(String name, JsonNode value) {
    requireLength(name, name.length(), 1, Attributes.MAX_LENGTH);
    names.add(name);
    if (value.isNull() || mode == Mode.REMOVE) {
      return;
    }
    if (!value.isValueNode()) {
      throw Refusal.badRequest(
          "Expected data." + name + " to be a text, a number or a truth value, but it is none");
    }
    String text = value.asString();
    if (SOFTWARE_TYPES.contains(name)) {
      requireLength(name, text.length(), 1, SoftwareVersions.MAX_LENGTH);
      softwareVersions.put(name, text);
    } else {
      requireLength(name, text.length(), 0, Attributes.MAX_LENGTH);
      attributes.put(name, text);
    }
  }

  private static Mode mode(JsonNode mode) {
    if (mode.isMissingNode() || mode.isNull()) {
      return Mode.MERGE;
    }
    return switch (mode.isString() ? mode.stringValue() : "") {
      case "merge" -> Mode.MERGE;
      case "replace" -> Mode.REPLACE;
      case "remove" -> Mode.REMOVE;
      default ->
          throw Refusal.badRequest(
              "Expected mode to be merge, replace or remove, but it is something else");
    };
  }

  private static void requireLength(String name, int length, int min, int max) {
    if (length < min || length > max) {
      throw Refusal.badRequest(
          "Expected data."
              + name
              + " and its name to have "
              + min
              + " to "
              + max
              + " characters, but one has "
              + length);
    }
  }
}
