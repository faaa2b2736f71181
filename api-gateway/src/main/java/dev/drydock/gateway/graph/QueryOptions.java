package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request's query options, by their names in lower case and without the {@code $}, which callers
 * may leave out. What is not supported is refused, never ignored.
 */
final class QueryOptions {

  static final int DEFAULT_TOP = 20;

  private static final int MAX_TOP = 50;
  private static final String TOP = "top";
  private static final String SKIP_TOKEN = "skiptoken";
  private static final Set<String> PAGING = Set.of(TOP, SKIP_TOKEN);

  private final Map<String, String> values;

  private QueryOptions(Map<String, String> values) {
    this.values = values;
  }

  /** Refuses all query options. */
  static void requireNone(HttpServletRequest request) {
    parse(request.getQueryString(), Set.of());
  }

  /** Reads the options of a collection; refuses all others. */
  static QueryOptions ofCollection(HttpServletRequest request) {
    return parse(request.getQueryString(), PAGING);
  }

  /** Returns how many items a page has at most. */
  int top() {
    String text = values.get(TOP);
    if (text == null) {
      return DEFAULT_TOP;
    }
    int top = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    if (top < 1 || top > MAX_TOP) {
      throw Problem.badRequest(
          "$top", "Expected $top to be a whole number from 1 to " + MAX_TOP + '.');
    }
    return top;
  }

  /** Returns where the page begins, or null for the first page. */
  @Nullable String after(SkipToken kind) {
    String token = values.get(SKIP_TOKEN);
    return token == null ? null : kind.read(token);
  }

  private static QueryOptions parse(@Nullable String query, Set<String> known) {
    Map<String, String> values = new HashMap<>();
    if (query != null) {
      for (String part : query.split("&")) {
        if (!part.isEmpty()) {
          add(values, part, known);
        }
      }
    }
    return new QueryOptions(values);
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
