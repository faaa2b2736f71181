package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What names the last item of a page, so that the next page begins after it however many items were
 * added meanwhile. Opaque to callers.
 */
enum SkipToken {
  OPERATIONS("o", Pattern.compile("[0-9]{1,19}_[0-9A-Za-z-]{1,128}")),
  DEVICES("d", Pattern.compile("[^/\\p{Cntrl}]{1,128}")),
  RELEASES("r", Pattern.compile("[A-Za-z]{1,32}/[^\\p{Cntrl}]{1,128}"));

  private final String prefix;
  private final Pattern pattern;

  SkipToken(String prefix, Pattern pattern) {
    this.prefix = prefix + ':';
    this.pattern = pattern;
  }

  /** Returns the URL of the page after the one that ends with an item. */
  String nextLink(String url, int top, String last) {
    return url + "?$top=" + top + "&$skipToken=" + write(last);
  }

  private String write(String last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((prefix + last).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the last item of the page before; throws a 400 when the token is none of ours. */
  String read(String token) {
    String text;
    try {
      text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
    if (!text.startsWith(prefix)
        || !pattern.matcher(text.substring(prefix.length())).matches()
        || !write(text.substring(prefix.length())).equals(token)) {
      throw malformed();
    }
    return text.substring(prefix.length());
  }

  private static Problem malformed() {
    return Problem.badRequest(
        "$skipToken", "Expected $skipToken to come from an @odata.nextLink of this collection.");
  }
}
