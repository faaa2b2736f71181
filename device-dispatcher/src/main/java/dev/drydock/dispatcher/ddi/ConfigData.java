package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.core.Attributes;
import dev.drydock.dispatcher.core.SoftwareVersions;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What a device tells of itself.
 *
 * @param mode what becomes of the attributes that it told before
 * @param attributes what it tells, by name; the names alone count of those that are to go
 * @param softwareVersions the versions that it runs, by kind of software
 */
record ConfigData(
    Attributes.Mode mode,
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

  /**
   * Reads a body. What does not fit is cut or left out: until it is answered 200, SWUpdate tells
   * the same again, and installs nothing.
   *
   * @throws Refusal when it cannot be understood at all
   */
  static ConfigData read(byte[] body) {
    Json.Reading reading = Json.read(body);
    JsonNode object = reading.object();
    JsonNode data = object.path("data");
    if (!data.isObject()) {
      throw Refusal.badRequest("Expected data to be an object, but it is absent or something else");
    }
    Attributes.Mode told = mode(object.path("mode"));
    // of a body that is cut or broken, what is missing is not known to be gone
    Attributes.Mode mode =
        told == Attributes.Mode.REPLACE && !reading.isWhole() ? Attributes.Mode.MERGE : told;
    return mode == Attributes.Mode.REMOVE ? removal(data) : telling(mode, data);
  }

  /** Tells whether it changes nothing, whatever is known. */
  boolean isEmpty() {
    return mode != Attributes.Mode.REPLACE && attributes.isEmpty() && softwareVersions.isEmpty();
  }

  private static ConfigData removal(JsonNode data) {
    SortedMap<String, String> names = new TreeMap<>();
    data.propertyNames().forEach(name -> names.put(name, ""));
    return new ConfigData(Attributes.Mode.REMOVE, names, new TreeMap<>());
  }

  private static ConfigData telling(Attributes.Mode mode, JsonNode data) {
    ConfigData told = new ConfigData(mode, new TreeMap<>(), new TreeMap<>());
    data.properties().forEach(member -> told.add(member.getKey(), member.getValue()));
    return new ConfigData(mode, Attributes.kept(told.attributes).byName(), told.softwareVersions);
  }

  /** A version that is cut would be another: it is left out. */
  private void add(String name, JsonNode value) {
    if (value.isNull() || !value.isValueNode()) {
      return;
    }
    String text = value.asString();
    if (!SOFTWARE_TYPES.contains(name)) {
      attributes.put(name, text);
    } else if (SoftwareVersions.fit(Map.of(name, text))) {
      softwareVersions.put(name, text);
    }
  }

  private static Attributes.Mode mode(JsonNode mode) {
    if (mode.isMissingNode() || mode.isNull()) {
      return Attributes.Mode.MERGE;
    }
    return switch (mode.isString() ? mode.stringValue() : "") {
      case "merge" -> Attributes.Mode.MERGE;
      case "replace" -> Attributes.Mode.REPLACE;
      case "remove" -> Attributes.Mode.REMOVE;
      default ->
          throw Refusal.badRequest(
              "Expected mode to be merge, replace or remove, but it is something else");
    };
  }
}
