package dev.drydock.operation.core;

/** Keeps a device's words to a length. */
final class Text {

  private Text() {}

  /** Cuts a text to a number of UTF-16 units, and never through the middle of a character. */
  static String atMost(int length, String text) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end);
  }
}
