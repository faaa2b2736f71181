package dev.drydock.gateway.graph;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.springframework.http.HttpHeaders;

/**
 * The entity tags that a caller names, compared weakly (RFC 9110).
 *
 * @param tags as they are written; {@code *} stands for all
 */
record EntityTags(List<String> tags) {

  /** Returns the tags of what the caller has seen: empty without {@code If-None-Match}. */
  static EntityTags ofIfNoneMatch(HttpServletRequest request) {
    List<String> tags = new ArrayList<>();
    Enumeration<String> values = request.getHeaders(HttpHeaders.IF_NONE_MATCH);
    while (values.hasMoreElements()) {
      for (String tag : values.nextElement().split(",")) {
        tags.add(tag.strip());
      }
    }
    return new EntityTags(tags);
  }

  boolean contain(String etag) {
    return tags.contains("*") || tags.contains(etag) || tags.contains("W/" + etag);
  }
}
