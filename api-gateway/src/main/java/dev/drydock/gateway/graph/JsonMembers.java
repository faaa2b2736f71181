package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The members of a JSON object in a request. Each method throws a 400 that names the member and
 * says what was expected. A member that is null counts as absent.
 */
final class JsonMembers {

  private static final int MAX_INSTANT = 64;

  private final String path;
  private final JsonNode object;

  private JsonMembers(String path, JsonNode object) {
    this.path = path;
    this.object = object;
  }

  /** Returns the members of a whole body. */
  static JsonMembers of(JsonNode object) {
    return new JsonMembers("", object);
  }

  /** Tells whether a text is 1 to {@code maxLength} characters, well-formed, none a control one. */
  static boolean isText(String text, int maxLength) {
    return !text.isEmpty()
        && text.length() <= maxLength
        && text.chars().noneMatch(Character::isISOControl)
        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** Refuses members that are not named here. */
  void requireOnly(Set<String> known) {
    for (String name : object.propertyNames()) {
      if (!known.contains(name)) {
        throw invalid(name, "to be absent: there is no such member");
      }
    }
  }

  /** As {@link #requireOnly}, but for OData's annotations, which a server may ignore. */
  void requireOnlyBesideAnnotations(Set<String> known) {
    for (String name : object.propertyNames()) {
      if (!known.contains(name) && !name.contains("@odata.")) {
        throw invalid(name, "to be absent: there is no such member");
      }
    }
  }

  /** Tells whether a member is there, be it null. */
  boolean has(String name) {
    return object.has(name);
  }

  /** Tells whether a member is there and null. */
  boolean isNull(String name) {
    JsonNode value = object.get(name);
    return value != null && value.isNull();
  }

  String requiredText(String name, int maxLength) {
    String text = text(name, maxLength);
    if (text == null) {
      throw invalid(name, "to be present");
    }
    return text;
  }

  @Nullable String text(String name, int maxLength) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isString() || !isText(value.stringValue(), maxLength)) {
      throw invalid(name, textRule(maxLength));
    }
    return value.stringValue();
  }

  /** Returns a text of several lines. */
  @Nullable String prose(String name, int maxLength) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isString() || !isText(value.stringValue().replaceAll("[\r\n\t]", " "), maxLength)) {
      throw invalid(name, textRule(maxLength));
    }
    return value.stringValue();
  }

  String oneOf(String name, List<String> words, String whenAbsent) {
    JsonNode value = value(name);
    if (value == null) {
      return whenAbsent;
    }
    if (!value.isString() || !words.contains(value.stringValue())) {
      throw invalid(name, "to be one of " + words);
    }
    return value.stringValue();
  }

  /** Returns one of some words, or null when it is absent. */
  @Nullable String oneOf(String name, List<String> words) {
    return value(name) == null ? null : oneOf(name, words, "");
  }

  List<String> texts(String name, int maxCount, int maxLength) {
    JsonNode value = value(name);
    if (value == null) {
      return List.of();
    }
    String rule = "to be an array of at most " + maxCount + " texts, each " + maxLength + " long";
    if (!value.isArray() || value.size() > maxCount) {
      throw invalid(name, rule);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value) {
      if (!item.isString() || !isText(item.stringValue(), maxLength)) {
        throw invalid(name, rule);
      }
      texts.add(item.stringValue());
    }
    return texts;
  }

  /** Returns a truth value, false when it is absent. */
  boolean flag(String name) {
    return Boolean.TRUE.equals(optionalFlag(name));
  }

  /** Returns a truth value, null when it is absent. */
  @Nullable Boolean optionalFlag(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isBoolean()) {
      throw invalid(name, "to be true or false");
    }
    return value.booleanValue();
  }

  long requiredLong(String name, long min) {
    JsonNode value = value(name);
    if (value == null
        || !value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < min) {
      throw invalid(name, "to be a whole number of " + min + " or more");
    }
    return value.longValue();
  }

  @Nullable JsonMembers object(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isObject()) {
      throw invalid(name, "to be an object");
    }
    return new JsonMembers(path + name + '.', value);
  }

  /** Returns the objects of an array, none when it is absent. */
  List<JsonMembers> objects(String name, int maxCount) {
    JsonNode value = value(name);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray() || value.size() > maxCount) {
      throw invalid(name, "to be an array of at most " + maxCount + " objects");
    }
    List<JsonMembers> objects = new ArrayList<>();
    for (JsonNode item : value) {
      String place = name + '[' + objects.size() + ']';
      if (!item.isObject()) {
        throw invalid(place, "to be an object");
      }
      objects.add(new JsonMembers(path + place + '.', item));
    }
    return objects;
  }

  /** Returns an object's texts by name, none when it is absent. */
  SortedMap<String, String> textsByName(
      String name, int maxCount, int maxNameLength, int maxLength) {
    JsonMembers members = object(name);
    SortedMap<String, String> texts = new TreeMap<>();
    if (members == null) {
      return texts;
    }
    for (String key : members.object.propertyNames()) {
      if (texts.size() == maxCount || !isText(key, maxNameLength)) {
        throw invalid(
            name,
            "to have at most "
                + maxCount
                + " members with names of 1 to "
                + maxNameLength
                + " characters");
      }
      texts.put(key, members.requiredText(key, maxLength));
    }
    return texts;
  }

  /** Returns a point in time with its offset from UTC, null when it is absent. */
  @Nullable Instant instant(String name) {
    String text = text(name, MAX_INSTANT);
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException e) {
      throw invalid(name, "to be an ISO 8601 time with its offset, as 2026-12-01T02:00:00Z");
    }
  }

  /** Returns the 400 for one member. */
  Problem invalid(String name, String rule) {
    return Problem.badRequest(path + name, "Expected " + path + name + ' ' + rule + '.');
  }

  private @Nullable JsonNode value(String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private static String textRule(int maxLength) {
    return "to be a text of 1 to " + maxLength + " characters without control characters";
  }
}
