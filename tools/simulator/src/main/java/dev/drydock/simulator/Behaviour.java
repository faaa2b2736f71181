package dev.drydock.simulator;

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
 * @param cancelRefusal share of the updates that the device goes on with when it is told to stop
 * @param logLines how many lines of its log go with each progress, at most {@value #MAX_LOG_LINES}
 * @param hello whether the devices say that they are there when the fleet starts
 */
public record Behaviour(
    long seed,
    double success,
    double failure,
    double silent,
    double duplicates,
    double disorder,
    Duration thinkTime,
    double cancelRefusal,
    int logLines,
    boolean hello) {

  /** How many lines of a device's log are kept of one ack. */
  static final int MAX_LOG_LINES = 50;

  /** Sums of decimal shares are off by less than this. */
  private static final double TOLERANCE = 1e-9;

  /** Checks the shares; throws {@link IllegalArgumentException}. */
  public Behaviour {
    requireShare("success", success);
    requireShare("failure", failure);
    requireShare("silent", silent);
    requireShare("duplicates", duplicates);
    requireShare("disorder", disorder);
    requireShare("cancel-refusal", cancelRefusal);
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
    if (logLines < 0 || logLines > MAX_LOG_LINES) {
      throw new IllegalArgumentException(
          "Expected 0 to " + MAX_LOG_LINES + " log lines, but they are " + logLines);
    }
  }

  /** Returns a fleet whose updates all end well, unless it is told to stop. */
  public static Behaviour flawless(Duration thinkTime) {
    return new Behaviour(0, 1, 0, 0, 0, 0, thinkTime, 0, 0, false);
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "Expected the share " + name + " to be between 0 and 1, but it is " + share);
    }
  }
}
