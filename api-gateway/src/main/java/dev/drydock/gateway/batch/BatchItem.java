package dev.drydock.gateway.batch;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * One request of a batch.
 *
 * @param id by which its answer is told from the others
 * @param method the HTTP method
 * @param url path and query, below the API's root
 * @param headers the request's headers
 * @param body the request's body, or null
 * @param dependsOn keys of items that must have succeeded before
 */
record BatchItem(
    String id,
    String method,
    String url,
    Map<String, String> headers,
    byte @Nullable [] body,
    List<String> dependsOn) {

  /** The place of the device among the segments of a path. */
  private static final int DEVICE = 3;

  /** Copies headers, whose names' case makes no difference, and dependencies. */
  BatchItem {
    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = Collections.unmodifiableMap(anyCase);
    dependsOn = List.copyOf(dependsOn);
  }

  /** Returns what other items depend on it by: its id, whose case makes no difference. */
  String key() {
    return id.toLowerCase(Locale.ROOT);
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

  /** Returns the device that the item is about, however its URL is encoded; null when none. */
  @Nullable String device() {
    String[] segments = path().split("/", -1);
    return segments.length > DEVICE
            && decoded(segments[1]).equals("teamwork")
            && decoded(segments[2]).equals("devices")
        ? decoded(segments[DEVICE])
        : null;
  }

  private static String decoded(String segment) {
    try {
      return UriUtils.decode(segment, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // the server will refuse it
      return segment;
    }
  }
}
