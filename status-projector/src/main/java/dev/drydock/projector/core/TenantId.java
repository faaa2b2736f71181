package dev.drydock.projector.core;

/**
 * A tenant. A type of its own, so that no query of the view can be asked for without one. Ordered
 * by its text.
 *
 * @param value 1 to 128 UTF-16 units: the messages' rule for ids
 */
public record TenantId(String value) implements Comparable<TenantId> {

  private static final int MAX_LENGTH = 128;

  /** Checks the id; throws {@link IllegalArgumentException}. */
  public TenantId {
    if (!isId(value)) {
      throw new IllegalArgumentException(
          "Expected a tenant id of 1 to %d characters without slash, control characters and blanks at its ends, and other than '.' and '..', but it is \"%s\""
              .formatted(MAX_LENGTH, value));
    }
  }

  @Override
  public int compareTo(TenantId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  /** The rule for ids of the messages, which a test holds this to. */
  private static boolean isId(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && !isBlank(text.codePointAt(0))
        && !isBlank(text.codePointBefore(text.length()))
        && !text.equals(".")
        && !text.equals("..")
        && text.codePoints().allMatch(TenantId::isAllowed);
  }

  private static boolean isBlank(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }

  private static boolean isAllowed(int character) {
    return character != '/'
        && character != 0xFFFD // what decoders put where a text is no UTF-8
        && !Character.isISOControl(character)
        && Character.getType(character) != Character.SURROGATE;
  }
}
