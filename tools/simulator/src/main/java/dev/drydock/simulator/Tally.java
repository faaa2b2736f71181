package dev.drydock.simulator;

/** Counts for one thread; {@link #snapshot} is for others. */
final class Tally {

  private final long[] outcomes = new long[AckPlan.Outcome.values().length];
  private final long[] withdrawals = new long[CancelPlan.Outcome.values().length];
  private long hellos;
  private long acks;
  private long skipped;
  private long unreadable;
  private volatile FleetCounts snapshot = FleetCounts.NONE;

  void planned(AckPlan.Outcome outcome) {
    outcomes[outcome.ordinal()]++;
  }

  void withdrawn(CancelPlan.Outcome outcome) {
    withdrawals[outcome.ordinal()]++;
  }

  void hello() {
    hellos++;
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
            withdrawals(),
            hellos,
            acks,
            open,
            skipped,
            unreadable);
  }

  private FleetCounts.Withdrawals withdrawals() {
    return new FleetCounts.Withdrawals(
        withdrawals[CancelPlan.Outcome.STOPS.ordinal()],
        withdrawals[CancelPlan.Outcome.REFUSES.ordinal()],
        withdrawals[CancelPlan.Outcome.IS_FORCED.ordinal()],
        withdrawals[CancelPlan.Outcome.COMES_TOO_LATE.ordinal()]);
  }

  FleetCounts snapshot() {
    return snapshot;
  }
}
