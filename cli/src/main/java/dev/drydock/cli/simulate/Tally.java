package dev.drydock.cli.simulate;

/** Counts for one thread; {@link #snapshot} is for others. */
final class Tally {

  private final long[] outcomes = new long[AckPlan.Outcome.values().length];
  private long acks;
  private long skipped;
  private long unreadable;
  private volatile FleetCounts snapshot = FleetCounts.NONE;

  void planned(AckPlan.Outcome outcome) {
    outcomes[outcome.ordinal()]++;
  }

  void durableAck() {
    acks++;
  }

  void skipped() {
    skipped++;
  }

  void unreadable() {
    unreadable++;
  }

  /** Makes what was counted visible to other threads. */
  void publish(int open) {
    long succeeding = outcomes[AckPlan.Outcome.SUCCEEDS.ordinal()];
    long failing = outcomes[AckPlan.Outcome.FAILS.ordinal()];
    long silent = outcomes[AckPlan.Outcome.FALLS_SILENT.ordinal()];
    snapshot =
        new FleetCounts(
            succeeding + failing + silent,
            succeeding,
            failing,
            silent,
            acks,
            open,
            skipped,
            unreadable);
  }

  FleetCounts snapshot() {
    return snapshot;
  }
}
