package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The entity tags that a caller names in one header (RFC 9110). A weak tag is as good as a strong
 * one: a tag here is that of one revision, and a proxy that compresses answers weakens what it
 * passes on.
 *
 * @param all whether the header is {@code *}
 * @param tags what stands between the quotes
 */
record EntityTags(boolean all, List<String> tags) {

  /** What a caller has not named. */
  static final EntityTags NONE = new EntityTags(false, List.of());

  private static final Pattern TAG =
      Pattern.compile("\\s*(?:W/)?\"([!\\x23-\\x7E\\x80-\\xFF]*)\"\\s*");
  private static final String COMMA = ",";

  /**
   * Returns the tags of what the caller has seen: none without {@code If-None-Match}. What is no
   * tag is passed over: the answer is then the whole, as without it.
   */
  static EntityTags ofIfNoneMatch(HttpServletRequest request) {
    EntityTags tags = read(request, HttpHeaders.IF_NONE_MATCH, true);
    return tags == null ? NONE : tags;
  }

  /**
   * Returns the tags of a header; null when it is not there. Throws a 400 when it holds something
   * else: a change must not go ahead whose condition is not understood.
   */
  static @Nullable EntityTags of(HttpServletRequest request, String header) {
    return read(request, header, false);
  }

  boolean contain(String etag) {
    return all || tags.contains(etag.substring(1, etag.length() - 1));
  }

  private static @Nullable EntityTags read(
      HttpServletRequest request, String header, boolean isLenient) {
    List<String> values = Collections.list(request.getHeaders(header));
    if (values.isEmpty()) {
      return null;
    }
    String text = String.join(COMMA, values);
    if (text.strip().equals("*")) {
      return new EntityTags(true, List.of());
    }
    List<String> tags = new ArrayList<>();
    // no tag of this API holds a comma, so none is cut that could match
    for (String part : text.split(COMMA)) {
      Matcher tag = TAG.matcher(part);
      if (tag.matches()) {
        tags.add(tag.group(1));
      } else if (!isLenient && !part.isBlank()) {
        throw Problem.badRequest(
            header,
            header + " is * or a list of entity tags, each in double quotes as ETag has it.");
      }
    }
    return new EntityTags(false, tags);
  }
}
