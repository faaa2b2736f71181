package dev.drydock.gateway.openapi;

import java.util.function.Consumer;

/** Writes HTML; whatever is put into it as text or as an attribute's value is escaped. */
final class Html {

  private final StringBuilder out = new StringBuilder();

  /**
   * Writes an element.
   *
   * @param attributes names and values in turn
   */
  Html tag(String name, Consumer<Html> content, String... attributes) {
    open(name, attributes);
    content.accept(this);
    out.append("</").append(name).append('>');
    return this;
  }

  /** Writes an element that holds a text. */
  Html tag(String name, String text, String... attributes) {
    return tag(name, inner -> inner.text(text), attributes);
  }

  /** Writes an element that has no content and no end. */
  Html open(String name, String... attributes) {
    out.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"").append(escape(attributes[i + 1]));
      out.append('"');
    }
    out.append('>');
    return this;
  }

  Html text(String text) {
    out.append(escape(text));
    return this;
  }

  /** Writes what is HTML already. */
  Html raw(String html) {
    out.append(html);
    return this;
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
