package dev.drydock.projector.query;

/** Texts by their code points, as PostgreSQL compares them with the collation "C". */
final class CodePoints {

  private CodePoints() {}

  /** Compares as {@link java.util.Comparator} says. */
  static int compare(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      if (one.charAt(i) != other.charAt(i)) {
        return Integer.compare(rank(one.charAt(i)), rank(other.charAt(i)));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /** Tells whether a text can be stored: no NUL, and no half of a pair of surrogates. */
  static boolean areStorable(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || isSurrogate(c));
  }

  /** Returns the first code points of a text. */
  static String first(int count, String text) {
    return text.codePointCount(0, text.length()) <= count
        ? text
        : text.substring(0, text.offsetByCodePoints(0, count));
  }

  /** What surrogates stand for comes after all other characters. */
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + Character.MAX_VALUE : c;
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
