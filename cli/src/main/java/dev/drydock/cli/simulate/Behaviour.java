package dev.drydock.cli.simulate;

import java.time.Duration;

/**
 * How a simulated fleet behaves. All shares are between 0 and 1.
 *
 * @param seed with the same seed the same operation gets the same acks, also after a restart
 * @param success share of the updates that end well
 * @param failure share of the updates that the device reports as failed
 * @param silent share of the updates during which the device falls silent; the three make 1
 * @param duplicates share of the acks that are written twice
 * @param disorder share of the updates whose acks are written in a random order
 * @param thinkTime mean time from one ack of a device to its next, drawn evenly from half of it to
 *     one and a half; zero for none
 */
public record Behaviour(
    long seed,
    double success,
    double failure,
    double silent,
    double duplicates,
    double disorder,
    Duration thinkTime) {

  /** Sums of decimal shares are off by less than this. */
  private static final double TOLERANCE = 1e-9;

  /** Checks the shares; throws {@link IllegalArgumentException}. */
  public Behaviour {
    requireShare("success", success);
    requireShare("failure", failure);
    requireShare("silent", silent);
    requireShare("duplicates", duplicates);
    requireShare("disorder", disorder);
    if (Math.abs(success + failure + silent - 1) > TOLERANCE) {
      throw new IllegalArgumentException(
          "Expected the shares success, failure and silent to make 1, but they are "
              + success
              + ", "
              + failure
              + " and "
              + silent);
    }
    if (thinkTime.isNegative()) {
      throw new IllegalArgumentException(
          "Expected the think time to be 0 or more, but it is " + thinkTime);
    }
  }

  /** Returns a fleet whose updates all end well. */
  public static Behaviour flawless(Duration thinkTime) {
    return new Behaviour(0, 1, 0, 0, 0, 0, thinkTime);
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "Expected the share " + name + " to be between 0 and 1, but it is " + share);
    }
  }
}
