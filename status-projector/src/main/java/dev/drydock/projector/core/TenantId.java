package dev.drydock.projector.core;

/**
 * A tenant. A type of its own, so that no query of the view can be asked for without one. Ordered
 * by its text.
 *
 * @param value 1 to 128 UTF-16 units, no slash, no control characters
 */
public record TenantId(String value) implements Comparable<TenantId> {

  private static final int MAX_LENGTH = 128;

  /** Checks the id; throws {@link IllegalArgumentException}. */
  public TenantId {
    if (!isId(value)) {
      throw new IllegalArgumentException(
          "Expected a tenant id of 1 to %d characters without slash and control characters, but it is \"%s\""
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
        && text.chars().noneMatch(c -> c == '/' || Character.isISOControl(c));
  }
}
