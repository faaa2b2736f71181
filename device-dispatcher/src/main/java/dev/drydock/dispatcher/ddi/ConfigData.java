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

  /** Reads a body; throws {@link Refusal} when it cannot be understood at all. */
  static ConfigData read(byte[] body) {
    JsonNode object = Json.readable(body);
    JsonNode data = object.path("data");
    if (!data.isObject()) {
      throw Refusal.badRequest("Expected data to be an object, but it is absent or something else");
    }
    ConfigData read =
        new ConfigData(
            mode(object.path("mode")), new TreeSet<>(), new TreeMap<>(), new TreeMap<>());
    data.properties().forEach(member -> read.add(member.getKey(), member.getValue()));
    return read;
  }

  /**
   * Returns all attributes of the device from then on. What does not fit is cut or left out: until
   * it is answered 200, SWUpdate tells the same again, and installs nothing.
   */
  SortedMap<String, String> resolve(Map<String, String> known) {
    SortedMap<String, String> all = new TreeMap<>(mode == Mode.REPLACE ? Map.of() : known);
    if (mode == Mode.REMOVE) {
      all.keySet().removeAll(names);
    } else {
      all.putAll(attributes);
    }
    return Attributes.kept(all).byName();
  }

  /** A version that is cut would be another: it is left out. */
  private void add(String name, JsonNode value) {
    names.add(name);
    if (value.isNull() || !value.isValueNode() || mode == Mode.REMOVE) {
      return;
    }
    String text = value.asString();
    if (!SOFTWARE_TYPES.contains(name)) {
      attributes.put(name, text);
    } else if (SoftwareVersions.fit(Map.of(name, text))) {
      softwareVersions.put(name, text);
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
}
