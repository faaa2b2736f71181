package dev.drydock.dispatcher.core;

/**
 * Which numbers a device's updates get. There are agents that read the numbers below 10 and the
 * multiples of 10 wrongly (Zephyr's up to 4.1), and agents that take a number which they kept from
 * another server for an update that is installed: so numbers can begin high, and no multiple of 10
 * is used.
 *
 * @param first the lowest number, {@value #MIN_FIRST} to {@value #MAX_FIRST}
 */
public record DeploymentNumbers(int first) {

  /** The lowest that {@code first} may be. */
  public static final int MIN_FIRST = 11;

  /** The highest that {@code first} may be: more than a billion updates of a device follow. */
  public static final int MAX_FIRST = 1_000_000_000;

  /** Agents keep a number in 31 bits. */
  static final int MAX = Integer.MAX_VALUE - 1;

  private static final int MISREAD = 10;

  /** Checks the value; throws {@link IllegalArgumentException}. */
  public DeploymentNumbers {
    if (first < MIN_FIRST || first > MAX_FIRST) {
      throw new IllegalArgumentException(
          "Expected the first deployment number to be "
              + MIN_FIRST
              + " to "
              + MAX_FIRST
              + ", but it is "
              + first);
    }
  }

  /**
   * Returns the number after another one.
   *
   * @param last the number of the device's latest update, 0 when there was none
   * @throws IllegalStateException when no number is left
   */
  int after(int last) {
    if (last >= MAX) {
      throw new IllegalStateException(
          "Expected a deployment number below " + MAX + " to follow on, but it is " + last);
    }
    int next = Math.max(first, last + 1);
    return isUsable(next) ? next : next + 1;
  }

  static boolean isUsable(int number) {
    return number > 0 && number % MISREAD != 0;
  }
}
