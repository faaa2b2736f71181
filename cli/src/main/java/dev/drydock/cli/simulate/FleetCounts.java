package dev.drydock.cli.simulate;

/**
 * What a fleet has done so far.
 *
 * @param commands commands it read for its devices
 * @param succeeding how many of them end well
 * @param failing how many of them the device reports as failed
 * @param silent during how many of them the device falls silent
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
    long acks,
    int open,
    long skipped,
    long unreadable) {

  static final FleetCounts NONE = new FleetCounts(0, 0, 0, 0, 0, 0, 0, 0);
}
