package dev.drydock.gateway.batch;

import dev.drydock.gateway.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the items of a batch; a batch that is wrong as a whole is a 400. Thread-safe. */
@Component
final class BatchReader {

  /** Microsoft Graph's limit. */
  private static final int MAX_ITEMS = 20;

  private static final int MAX_ID = 128;
  private static final int MAX_URL = 8192;
  private static final int MAX_HEADERS = 50;

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");

  /** What stands in a URL as it is sent; all else is percent-encoded. */
  private static final Pattern URL = Pattern.compile("[!-~]+");

  private final JsonMapper json;

  BatchReader(JsonMapper json) {
    this.json = json;
  }

  /**
   * Returns the items in the order that their dependencies and their places in the batch ask for.
   */
  List<BatchItem> read(JsonNode batch) {
    JsonNode requests = batch.path("requests");
    if (!requests.isArray() || requests.isEmpty() || requests.size() > MAX_ITEMS) {
      throw refused("requests", "to be an array of 1 to " + MAX_ITEMS + " requests");
    }
    List<BatchItem> items = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode request : requests) {
      BatchItem item = item(request, "requests[" + items.size() + ']');
      if (!ids.add(item.key())) {
        throw refused(
            "requests", "to have ids that differ, but '" + item.id() + "' is there twice");
      }
      items.add(item);
    }
    return inOrder(items);
  }

  private BatchItem item(JsonNode request, String path) {
    if (!request.isObject()) {
      throw refused(path, "to be an object");
    }
    String id = text(request, path, "id", MAX_ID);
    String method = text(request, path, "method", MAX_ID).toUpperCase(Locale.ROOT);
    if (!METHODS.contains(method)) {
      throw refused(path + ".method", "to be one of " + METHODS);
    }
    String url = text(request, path, "url", MAX_URL);
    if (!URL.matcher(url).matches() || url.indexOf('#') >= 0) {
      throw refused(path + ".url", "to be a path and a query, percent-encoded");
    }
    JsonNode body = request.get("body");
    return new BatchItem(
        id,
        method,
        url,
        headers(request.path("headers"), path + ".headers"),
        body == null || body.isNull() ? null : json.writeValueAsBytes(body),
        dependencies(request.path("dependsOn"), path + ".dependsOn"));
  }

  private static Map<String, String> headers(JsonNode given, String path) {
    if (given.isMissingNode() || given.isNull()) {
      return Map.of();
    }
    if (!given.isObject() || given.size() > MAX_HEADERS) {
      throw refused(path, "to be an object of at most " + MAX_HEADERS + " headers");
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    given
        .properties()
        .forEach(
            header -> {
              if (!HEADER_NAME.matcher(header.getKey()).matches() || !isValue(header.getValue())) {
                throw refused(path, "to have names and texts of HTTP headers, in ASCII");
              }
              String value = header.getValue().stringValue();
              String other = headers.put(header.getKey(), value);
              if (other != null && !other.equals(value)) {
                throw refused(path, "to have each header once, whatever its case");
              }
            });
    return headers;
  }

  private static boolean isValue(JsonNode value) {
    return value.isString()
        && value.stringValue().length() <= MAX_URL
        && value.stringValue().chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  private static List<String> dependencies(JsonNode given, String path) {
    if (given.isMissingNode() || given.isNull()) {
      return List.of();
    }
    List<String> ids = new ArrayList<>();
    for (JsonNode id : given) {
      ids.add(id.asString("").toLowerCase(Locale.ROOT));
    }
    if (!given.isArray() || ids.size() > MAX_ITEMS) {
      throw refused(path, "to be an array of ids");
    }
    return ids;
  }

  /** Each time the first item is next whose dependencies all have their places already. */
  private static List<BatchItem> inOrder(List<BatchItem> items) {
    List<BatchItem> waiting = new ArrayList<>(items);
    List<BatchItem> ordered = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    while (!waiting.isEmpty()) {
      BatchItem next = next(waiting, placed);
      if (next == null) {
        throw refused(
            "requests",
            "to depend on one another's ids, not in a circle, but '"
                + waiting.get(0).id()
                + "' can never be answered");
      }
      waiting.remove(next);
      ordered.add(next);
      placed.add(next.key());
    }
    return ordered;
  }

  private static @Nullable BatchItem next(List<BatchItem> waiting, Set<String> placed) {
    return waiting.stream()
        .filter(item -> placed.containsAll(item.dependsOn()))
        .findFirst()
        .orElse(null);
  }

  private static String text(JsonNode request, String path, String name, int maxLength) {
    JsonNode value = request.path(name);
    if (!value.isString()
        || value.stringValue().isEmpty()
        || value.stringValue().length() > maxLength) {
      throw refused(path + '.' + name, "to be a text of 1 to " + maxLength + " characters");
    }
    return value.stringValue();
  }

  private static Problem refused(String target, String rule) {
    return Problem.badRequest(target, "Expected " + target + ' ' + rule + '.');
  }
}
