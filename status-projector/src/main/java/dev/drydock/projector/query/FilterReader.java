package dev.drydock.projector.query;

import dev.drydock.projector.query.Filter.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads filters: {@code {"and":[F,...]}}, {@code {"or":[F,...]}}, {@code {"not":F}}, {@code
 * {"field":f,"op":o,"value":v}} or {@code {"field":f,"in":[v,...]}}, up to {@link #DEPTH} levels
 * and {@link #LEAVES} comparisons.
 *
 * <p>Null is equal to null alone, and neither less nor greater than anything. Not thread-safe.
 */
final class FilterReader {

  /** The deepest nesting. */
  static final int DEPTH = 32;

  /** The most comparisons; each value of an {@code in} is one, and so is a constant. */
  static final int LEAVES = 200;

  private static final Set<String> COMPARISON = Set.of("field", "op", "value");
  private static final Set<String> MEMBERSHIP = Set.of("field", "in");

  private final Field[] fields;
  private int leaves;

  private FilterReader(Field[] fields) {
    this.fields = fields;
  }

  /**
   * Reads a filter; null stands for one that is true of all.
   *
   * @throws BadQueryException when it is none, or too large
   */
  static Filter read(JsonNode json, Field[] fields) {
    return json.isNull() || json.isMissingNode()
        ? Filter.ALL
        : new FilterReader(fields).read(json, false, 1);
  }

  private Filter read(JsonNode json, boolean negated, int depth) {
    if (depth > DEPTH) {
      throw new BadQueryException(
          "Expected a filter of " + DEPTH + " levels at most, but it has more");
    }
    if (json.has("field")) {
      Filter.Test test = test(json);
      return negated ? test.negated() : test;
    }
    if (!json.isObject() || json.size() != 1) {
      throw new BadQueryException(
          "Expected each part of a filter to be one \"and\", \"or\" or \"not\", or to have a"
              + " \"field\", but one is not so");
    }
    String word = json.propertyNames().iterator().next();
    JsonNode operand = json.get(word);
    return switch (word) {
      case "and" -> negated ? or(operand, true, depth) : and(operand, false, depth);
      case "or" -> negated ? and(operand, true, depth) : or(operand, false, depth);
      case "not" -> read(operand, !negated, depth + 1);
      default ->
          throw new BadQueryException(
              "Expected \"and\", \"or\", \"not\" or \"field\" in a filter, but there is \""
                  + word
                  + '"');
    };
  }

  private Filter and(JsonNode operands, boolean negated, int depth) {
    return new Filter.And(parts(operands, negated, depth));
  }

  private Filter or(JsonNode operands, boolean negated, int depth) {
    return new Filter.Or(parts(operands, negated, depth));
  }

  private List<Filter> parts(JsonNode operands, boolean negated, int depth) {
    requireArray(operands);
    if (operands.isEmpty()) {
      // a constant, without which there would be no bound on how wide a filter is
      count(1);
    }
    List<Filter> parts = new ArrayList<>();
    for (JsonNode operand : operands) {
      parts.add(read(operand, negated, depth + 1));
    }
    return parts;
  }

  private Filter.Test test(JsonNode json) {
    Field field = field(json.get("field"));
    if (json.has("in")) {
      requireMembers(json, MEMBERSHIP);
      return in(field, json.get("in"));
    }
    requireMembers(json, COMPARISON);
    count(1);
    JsonNode value = json.path("value");
    if (value.isMissingNode()) {
      throw new BadQueryException(
          "Expected a \"value\" to compare \"" + field.word() + "\" with, but there is none");
    }
    String op = json.path("op").isString() ? json.get("op").asString() : "";
    return switch (op) {
      case "eq" -> equal(field, List.of(value));
      case "ne" -> equal(field, List.of(value)).negated();
      case "gt" -> ordered(field, Op.GREATER, value);
      case "ge" -> ordered(field, Op.GREATER_OR_EQUAL, value);
      case "lt" -> ordered(field, Op.LESS, value);
      case "le" -> ordered(field, Op.LESS_OR_EQUAL, value);
      case "startswith" -> ofPart(field, Op.STARTS_WITH, value);
      case "contains" -> ofPart(field, Op.CONTAINS, value);
      default -> throw unknownOperator(field);
    };
  }

  private static Filter.Test ofPart(Field field, Op op, JsonNode value) {
    if (field.type() != Field.Type.TEXT) {
      throw unknownOperator(field);
    }
    return ordered(field, op, value);
  }

  private static BadQueryException unknownOperator(Field field) {
    return new BadQueryException(
        "Expected the \"op\" on \""
            + field.word()
            + "\" to be eq, ne, gt, ge, lt, le, or with a text startswith or contains");
  }

  private Filter.Test in(Field field, JsonNode operands) {
    requireArray(operands);
    count(Math.max(1, operands.size()));
    List<JsonNode> values = new ArrayList<>();
    operands.forEach(values::add);
    return equal(field, values);
  }

  private static Filter.Test equal(Field field, List<JsonNode> operands) {
    List<Object> values =
        operands.stream()
            .filter(operand -> !operand.isNull())
            .map(operand -> value(field, operand))
            .distinct()
            .toList();
    return new Filter.Test(field, Op.IN, values, operands.stream().anyMatch(JsonNode::isNull));
  }

  private static Filter.Test ordered(Field field, Op op, JsonNode value) {
    return value.isNull()
        ? new Filter.Test(field, Op.IN, List.of(), false)
        : new Filter.Test(field, op, List.of(value(field, value)), false);
  }

  private static Object value(Field field, JsonNode json) {
    return switch (field.type()) {
      case TEXT -> text(field, json);
      case TIME -> time(field, json);
    };
  }

  private static String text(Field field, JsonNode json) {
    if (!json.isString() || !CodePoints.areStorable(json.asString())) {
      throw new BadQueryException(
          "Expected \""
              + field.word()
              + "\" to be compared with null or a string of characters other than NUL");
    }
    return json.asString();
  }

  private static Long time(Field field, JsonNode json) {
    if (!json.isIntegralNumber() || !json.canConvertToLong()) {
      throw new BadQueryException(
          "Expected \""
              + field.word()
              + "\" to be compared with null or a whole number of milliseconds of 64 bits");
    }
    return json.longValue();
  }

  private Field field(JsonNode json) {
    Field field = json.isString() ? Field.of(json.asString(), fields) : null;
    if (field == null) {
      throw new BadQueryException("Expected a \"field\" of the list, but it is " + json);
    }
    return field;
  }

  private void count(int more) {
    leaves += more;
    if (leaves > LEAVES) {
      throw new BadQueryException(
          "Expected a filter of " + LEAVES + " comparisons at most, but it has more");
    }
  }

  private static void requireArray(JsonNode json) {
    if (!json.isArray()) {
      throw new BadQueryException("Expected \"and\", \"or\" and \"in\" to have an array each");
    }
  }

  private static void requireMembers(JsonNode json, Set<String> names) {
    json.propertyNames()
        .forEach(
            name -> {
              if (!names.contains(name)) {
                throw new BadQueryException(
                    "Expected a comparison of " + names + ", but it has \"" + name + '"');
              }
            });
  }
}
