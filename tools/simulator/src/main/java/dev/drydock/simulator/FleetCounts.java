package dev.drydock.simulator;

/**
 * What a fleet has done so far.
 *
 * @param commands commands to install that it read for its devices
 * @param succeeding how many of them are planned to end well
 * @param failing how many of them the device is to report as failed
 * @param silent during how many of them the device is to fall silent
 * @param withdrawals what became of the commands to stop
 * @param hellos devices that said that they are there
 * @param acks acks that are durable
 * @param open commands whose acks are not all durable
 * @param skipped commands for other devices, or of another kind
 * @param unreadable records that are no commands
 */
public record FleetCounts(
    long commands,
    long succeeding,
    long failing,
    long silent,
    Withdrawals withdrawals,
    long hellos,
    long acks,
    int open,
    long skipped,
    long unreadable) {

  static final FleetCounts NONE =
      new FleetCounts(0, 0, 0, 0, new Withdrawals(0, 0, 0, 0), 0, 0, 0, 0, 0);

  /**
   * What became of the commands to stop.
   *
   * @param stopped to how many the device stopped, and said so
   * @param refused to how many it said that it goes on
   * @param forced to how many it stopped without a word, for no answer was waited for
   * @param late how many came after the device's final report
   */
  public record Withdrawals(long stopped, long refused, long forced, long late) {

    /** Returns how many commands to stop there were. */
    public long all() {
      return stopped + refused + forced + late;
    }
  }
}
