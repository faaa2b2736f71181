package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.schemas.DeviceKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What names the last item of a page, so that the next page begins after it however many items were
 * added meanwhile. Opaque to callers.
 */
enum SkipToken {
  OPERATIONS("o", SkipToken::isOperation),
  DEVICES("d", DeviceKey::isId),
  RELEASES("r", Pattern.compile("[A-Za-z]{1,32}/[^\\p{Cntrl}]{1,128}").asMatchPredicate());

  /** As many digits as the view takes: any of them fit into a long. */
  private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,18}");

  private final String prefix;
  private final Predicate<String> isItem;

  SkipToken(String prefix, Predicate<String> isItem) {
    this.prefix = prefix + ':';
    this.isItem = isItem;
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
        || !isItem.test(text.substring(prefix.length()))
        || !write(text.substring(prefix.length())).equals(token)) {
      throw malformed();
    }
    return text.substring(prefix.length());
  }

  /** Tells whether a text is {@code <createdAt>_<operationId>}. */
  private static boolean isOperation(String item) {
    int end = item.indexOf('_');
    return end > 0
        && MILLISECONDS.matcher(item.substring(0, end)).matches()
        && DeviceKey.isId(item.substring(end + 1));
  }

  private static Problem malformed() {
    return Problem.badRequest(
        "$skipToken", "Expected $skipToken to come from an @odata.nextLink of this collection.");
  }
}
