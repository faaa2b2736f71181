package dev.drydock.cli.terminal;

/** Texts that come from outside, fit for a terminal: they must not steer it. */
public final class Printable {

  private Printable() {}

  /** Returns the text with whatever control characters are in it made visible. */
  public static String of(CharSequence text) {
    var printable = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) ? '\uFFFD' : c)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }
}
