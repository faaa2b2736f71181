package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.security.Caller;
import dev.drydock.view.Cursor;
import dev.drydock.view.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads what callers ask of collections, and makes pages of what there is. Thread-safe. */
@Component
final class CollectionPages {

  private static final int USUAL_TOP = 20;
  private static final int MAX_TOP = 50;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

  private final SkipTokens tokens;
  private final JsonMapper json;

  CollectionPages(SkipTokens tokens, JsonMapper json) {
    this.tokens = tokens;
    this.json = json;
  }

  /**
   * One collection of one tenant, in which a page is asked for.
   *
   * @param kind what it is a collection of
   * @param caller whose it is
   * @param url its URL
   * @param name its path, the same whatever host it is asked for under
   * @param context its context URL
   */
  record Target(CollectionKind kind, Caller caller, String url, String name, String context) {}

  /**
   * Some items of a collection.
   *
   * @param items the items' resources
   * @param last the last one's cursor, or null when no further ones follow
   * @param count how many there are in all, or null when the count was not asked for
   */
  record Page(List<? extends Object> items, @Nullable Cursor last, @Nullable Long count) {}

  /** Reads a request's query options; throws a 400 that names what is not supported. */
  CollectionRequest read(HttpServletRequest request, Target target) {
    CollectionKind kind = target.kind();
    QueryOptions given = QueryOptions.of(request, kind.options());
    Map<String, String> options = new LinkedHashMap<>();
    keep(options, given, "top", "$top");
    keep(options, given, "filter", "$filter");
    keep(options, given, "orderby", "$orderby");
    keep(options, given, "select", "$select");
    keep(options, given, "count", "$count");
    String token = given.get("skiptoken");
    return new CollectionRequest(
        top(given.get("top")),
        filter(given.get("filter"), kind),
        Ordering.of(given.get("orderby"), kind.orderings()),
        isTrue(given.get("count")),
        Selection.of(given.get("select"), kind.resource()),
        token == null ? null : tokens.read(question(target, options), token),
        options);
  }

  /** Returns a page's JSON. */
  CollectionResource<Object> write(CollectionRequest request, Target target, Page page) {
    Cursor last = page.last();
    return new CollectionResource<>(
        request.selection().context(target.context()),
        page.count(),
        last == null
            ? null
            : request.nextLink(
                target.url(), tokens.write(question(target, request.options()), last)),
        page.items().stream().map(item -> request.selection().of(item, json)).toList());
  }

  /** A token is good for the pages of one answer only: these are what such pages have in common. */
  private static String question(Target target, Map<String, String> options) {
    return String.join(
        "\n",
        target.caller().tenantId().value(),
        target.name(),
        Ordering.of(options.get("$orderby"), target.kind().orderings()).toString(),
        options.getOrDefault("$filter", ""));
  }

  private static void keep(
      Map<String, String> options, QueryOptions given, String name, String written) {
    String value = given.get(name);
    if (value != null) {
      options.put(written, value);
    }
  }

  private static int top(@Nullable String text) {
    if (text == null) {
      return USUAL_TOP;
    }
    int top = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (top < 1 || top > MAX_TOP) {
      throw Problem.badRequest(
          "$top", "Expected $top to be a whole number from 1 to " + MAX_TOP + '.');
    }
    return top;
  }

  private static boolean isTrue(@Nullable String text) {
    if (text == null || text.equals("false")) {
      return false;
    }
    if (!text.equals("true")) {
      throw Problem.badRequest("$count", "Expected $count to be true or false.");
    }
    return true;
  }

  private static @Nullable Filter filter(@Nullable String text, CollectionKind kind) {
    return text == null ? null : kind.filters().read(text);
  }
}
