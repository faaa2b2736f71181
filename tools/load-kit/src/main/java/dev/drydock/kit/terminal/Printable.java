package dev.drydock.kit.terminal;

/** Texts that come from outside, fit for a terminal: they must not steer it. */
public final class Printable {

  private Printable() {}

  /** Returns the text with whatever controls, breaks lines or turns its direction made visible. */
  public static String of(CharSequence text) {
    var printable = new StringBuilder(text.length());
    text.codePoints().map(c -> isSteering(c) ? '\uFFFD' : c).forEach(printable::appendCodePoint);
    return printable.toString();
  }

  private static boolean isSteering(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
