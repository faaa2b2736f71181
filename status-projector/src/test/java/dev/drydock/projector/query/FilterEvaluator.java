package dev.drydock.projector.query;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Says what filters mean, one row after the other. */
final class FilterEvaluator {

  private FilterEvaluator() {}

  /** Tells whether a filter, as it is sent, is true of a row. */
  static boolean matches(JsonNode filter, Map<String, @Nullable Object> row) {
    if (filter.isNull()) {
      return true;
    }
    if (filter.has("and")) {
      return all(filter.get("and")).allMatch(part -> matches(part, row));
    }
    if (filter.has("or")) {
      return all(filter.get("or")).anyMatch(part -> matches(part, row));
    }
    if (filter.has("not")) {
      return !matches(filter.get("not"), row);
    }
    Object value = row.get(filter.get("field").asString());
    if (filter.has("in")) {
      return all(filter.get("in")).anyMatch(one -> isEqual(value, one));
    }
    JsonNode other = filter.get("value");
    return switch (filter.get("op").asString()) {
      case "eq" -> isEqual(value, other);
      case "ne" -> !isEqual(value, other);
      case "gt" -> areOrdered(value, other) && compare(value, other) > 0;
      case "ge" -> areOrdered(value, other) && compare(value, other) >= 0;
      case "lt" -> areOrdered(value, other) && compare(value, other) < 0;
      case "le" -> areOrdered(value, other) && compare(value, other) <= 0;
      case "startswith" ->
          areOrdered(value, other) && String.valueOf(value).startsWith(other.asString());
      case "contains" ->
          areOrdered(value, other) && String.valueOf(value).contains(other.asString());
      default -> throw new IllegalArgumentException("Expected an operator, but it is " + filter);
    };
  }

  private static Stream<JsonNode> all(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static boolean areOrdered(@Nullable Object value, JsonNode other) {
    return value != null && !other.isNull();
  }

  private static boolean isEqual(@Nullable Object value, JsonNode other) {
    return value == null || other.isNull()
        ? value == null && other.isNull()
        : compare(value, other) == 0;
  }

  private static int compare(@Nullable Object value, JsonNode other) {
    return value instanceof Long time
        ? Long.compare(time, other.longValue())
        : Arrays.compareUnsigned(bytes(String.valueOf(value)), bytes(other.asString()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
