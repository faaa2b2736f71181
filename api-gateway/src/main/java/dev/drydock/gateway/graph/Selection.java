package dev.drydock.gateway.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.drydock.gateway.problem.Problem;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which members of a resource a caller wants to see ({@code $select}).
 *
 * @param names the members; empty for all
 */
record Selection(Set<String> names) {

  private static final Selection ALL = new Selection(Set.of());

  /**
   * Reads {@code $select}; throws a 400 that names what the resource does not have.
   *
   * @param text names with commas between them, {@code *} for all, or null
   */
  static Selection of(@Nullable String text, Class<? extends Record> resource) {
    if (text == null) {
      return ALL;
    }
    List<String> known = members(resource);
    Set<String> names = new LinkedHashSet<>();
    for (String part : text.split(",", -1)) {
      String name = part.strip();
      if (name.equals("*")) {
        return ALL;
      }
      if (!known.contains(name)) {
        throw Problem.badRequest(
            "$select",
            "Expected $select to name some of " + known + ", but it names '" + name + "'.");
      }
      names.add(name);
    }
    return new Selection(names);
  }

  /** Returns the resource, or a JSON object with what is wanted of it. */
  Object of(Object resource, JsonMapper json) {
    if (names.isEmpty()) {
      return resource;
    }
    ObjectNode object = json.valueToTree(resource);
    object.propertyNames().stream()
        .filter(name -> !name.startsWith("@") && !names.contains(name))
        .toList()
        .forEach(object::remove);
    return object;
  }

  /** Returns the context URL of what is wanted of a collection's items, or of one entity. */
  String context(String context) {
    if (names.isEmpty()) {
      return context;
    }
    String list = '(' + String.join(",", names) + ')';
    return context.endsWith(GraphUrls.ENTITY)
        ? context.substring(0, context.length() - GraphUrls.ENTITY.length())
            + list
            + GraphUrls.ENTITY
        : context + list;
  }

  private static List<String> members(Class<? extends Record> resource) {
    return Arrays.stream(resource.getRecordComponents())
        .map(Selection::name)
        .filter(name -> !name.contains("@"))
        .toList();
  }

  private static String name(RecordComponent component) {
    JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
    return renamed == null ? component.getName() : renamed.value();
  }
}
