package dev.drydock.gateway.graph;

import dev.drydock.gateway.view.Percent;
import dev.drydock.view.Cursor;
import dev.drydock.view.Filter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of a collection, checked.
 *
 * @param top how many items at most
 * @param filter the condition, or null
 * @param ordering the order
 * @param count whether all items that fulfil the condition are to be counted
 * @param selection which members of each item are wanted
 * @param after where the page begins, or null for the first page
 * @param options the query options that the next page's link carries on, by name with {@code $}
 */
record CollectionRequest(
    int top,
    @Nullable Filter filter,
    Ordering ordering,
    boolean count,
    Selection selection,
    @Nullable Cursor after,
    Map<String, String> options) {

  /** Copies the options. */
  CollectionRequest {
    options = new LinkedHashMap<>(options);
  }

  /** Returns the URL of the page that a token stands for. */
  String nextLink(String url, String token) {
    StringBuilder link = new StringBuilder(url).append('?');
    options.forEach(
        (name, value) -> link.append(name).append('=').append(Percent.encode(value)).append('&'));
    return link.append("$skipToken=").append(token).toString();
  }
}
