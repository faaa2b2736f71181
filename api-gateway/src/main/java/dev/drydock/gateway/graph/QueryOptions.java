package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request's query options, by their names in lower case and without the {@code $}, which callers
 * may leave out. What is not supported is refused, never ignored.
 */
public final class QueryOptions {

  private final Map<String, String> values;

  private QueryOptions(Map<String, String> values) {
    this.values = values;
  }

  /** Refuses all query options: throws a 400 that names one. */
  public static void requireNone(HttpServletRequest request) {
    of(request, Set.of());
  }

  /**
   * Reads the options of a request.
   *
   * @param known the options' names in lower case, without {@code $}; others are refused
   */
  static QueryOptions of(HttpServletRequest request, Set<String> known) {
    String query = request.getQueryString();
    Map<String, String> values = new LinkedHashMap<>();
    if (query != null) {
      for (String part : query.split("&")) {
        if (!part.isEmpty()) {
          add(values, part, known);
        }
      }
    }
    return new QueryOptions(values);
  }

  /** Returns an option, or null when the request has none of this name. */
  @Nullable String get(String name) {
    return values.get(name);
  }

  private static void add(Map<String, String> values, String part, Set<String> known) {
    int equals = part.indexOf('=');
    String written = decode(equals < 0 ? part : part.substring(0, equals));
    String name =
        (written.startsWith("$") ? written.substring(1) : written).toLowerCase(Locale.ROOT);
    if (!known.contains(name)) {
      throw Problem.badRequest(
          written, "The query option '" + written + "' is not supported here.");
    }
    String value = equals < 0 ? "" : decode(part.substring(equals + 1));
    if (values.put(name, value) != null) {
      throw Problem.badRequest(
          written, "The query option '" + written + "' stands more than once.");
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("query", "The query is not percent-encoded as it should be.");
    }
  }
}
