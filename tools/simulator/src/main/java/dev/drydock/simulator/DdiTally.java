package dev.drydock.simulator;

import java.util.Map;
import java.util.TreeMap;

/** Counts what a fleet that speaks DDI does, for one thread; {@link #snapshot} is for others. */
final class DdiTally {

  private final long[] outcomes = new long[AckPlan.Outcome.values().length];
  private final long[] withdrawals = new long[CancelPlan.Outcome.values().length];
  private final Map<String, Long> errors = new TreeMap<>();
  private long polls;
  private long fetches;
  private long feedbacks;
  private long repetitions;
  private long descriptions;
  private volatile DdiCounts snapshot = DdiCounts.NONE;

  void polled() {
    polls++;
  }

  void fetched(AckPlan.Outcome outcome) {
    fetches++;
    outcomes[outcome.ordinal()]++;
  }

  void withdrawn(CancelPlan.Outcome outcome) {
    withdrawals[outcome.ordinal()]++;
  }

  void described() {
    descriptions++;
  }

  void heard() {
    feedbacks++;
  }

  void repeated() {
    repetitions++;
  }

  /** Counts what was not answered 200. */
  void failed(String what, String why) {
    errors.merge(what + ' ' + why, 1L, Long::sum);
  }

  /** Makes what was counted visible to other threads. */
  void publish(long open) {
    snapshot =
        new DdiCounts(
            polls,
            descriptions,
            fetches,
            outcomes[AckPlan.Outcome.SUCCEEDS.ordinal()],
            outcomes[AckPlan.Outcome.FAILS.ordinal()],
            outcomes[AckPlan.Outcome.FALLS_SILENT.ordinal()],
            new FleetCounts.Withdrawals(
                withdrawals[CancelPlan.Outcome.STOPS.ordinal()],
                withdrawals[CancelPlan.Outcome.REFUSES.ordinal()],
                withdrawals[CancelPlan.Outcome.IS_FORCED.ordinal()],
                withdrawals[CancelPlan.Outcome.COMES_TOO_LATE.ordinal()]),
            feedbacks,
            repetitions,
            Map.copyOf(errors),
            open);
  }

  DdiCounts snapshot() {
    return snapshot;
  }
}
