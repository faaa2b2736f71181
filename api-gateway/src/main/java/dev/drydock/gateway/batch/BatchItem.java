package dev.drydock.gateway.batch;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request of a batch.
 *
 * @param id by which its answer is told from the others
 * @param method the HTTP method
 * @param url path and query, below the API's root
 * @param headers the request's headers
 * @param body the request's body, or null
 * @param dependsOn ids of items that must have succeeded before
 */
record BatchItem(
    String id,
    String method,
    String url,
    Map<String, String> headers,
    byte @Nullable [] body,
    List<String> dependsOn) {

  private static final String DEVICES = "/teamwork/devices/";

  /** Copies headers and dependencies. */
  BatchItem {
    headers = Map.copyOf(headers);
    dependsOn = List.copyOf(dependsOn);
  }

  /** Returns the path, with a leading slash, percent-encoded as it came. */
  String path() {
    int query = url.indexOf('?');
    String path = query < 0 ? url : url.substring(0, query);
    return path.startsWith("/") ? path : '/' + path;
  }

  /** Returns the query, or null when there is none. */
  @Nullable String query() {
    int query = url.indexOf('?');
    return query < 0 ? null : url.substring(query + 1);
  }

  /** Returns the device that the item is about, as its URL has it; null when it is about none. */
  @Nullable String device() {
    String path = path();
    if (!path.startsWith(DEVICES)) {
      return null;
    }
    String rest = path.substring(DEVICES.length());
    int end = rest.indexOf('/');
    return end < 0 ? rest : rest.substring(0, end);
  }
}
