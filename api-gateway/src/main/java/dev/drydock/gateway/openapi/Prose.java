package dev.drydock.gateway.openapi;

import java.util.regex.Pattern;

/** The part of CommonMark that the document's descriptions use: paragraphs, code, stress. */
final class Prose {

  private static final Pattern PARAGRAPH_END = Pattern.compile("\\n\\s*\\n");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern STRONG = Pattern.compile("\\*\\*([^*]+)\\*\\*");
  private static final Pattern EMPHASIS = Pattern.compile("\\*([^*]+)\\*");

  private Prose() {}

  /** Writes a description's paragraphs; nothing when it is empty. */
  static void paragraphs(Html html, String description) {
    for (String paragraph : PARAGRAPH_END.split(description.strip())) {
      if (!paragraph.isEmpty()) {
        html.tag("p", inner -> inner.raw(inline(paragraph)));
      }
    }
  }

  /** Returns a description of one paragraph as HTML. */
  static String inline(String description) {
    String html = CODE.matcher(Html.escape(description.strip())).replaceAll("<code>$1</code>");
    html = STRONG.matcher(html).replaceAll("<strong>$1</strong>");
    return EMPHASIS.matcher(html).replaceAll("<em>$1</em>");
  }
}
