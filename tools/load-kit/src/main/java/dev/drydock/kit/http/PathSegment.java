package dev.drydock.kit.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** One part of a URL's path, between two slashes. */
public final class PathSegment {

  private PathSegment() {}

  /** Encodes any text; only a form has a plus for a space. */
  public static String of(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
