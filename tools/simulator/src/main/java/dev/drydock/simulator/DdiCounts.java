package dev.drydock.simulator;

import java.util.Map;

/**
 * What a fleet that speaks DDI has done so far.
 *
 * @param polls how often a device was told what there is to do
 * @param descriptions devices that said what they are
 * @param fetches deployments that devices took up
 * @param succeeding how many of them are planned to end well
 * @param failing how many of them the device is to report as failed
 * @param silent during how many of them the device is to fall silent
 * @param withdrawals what became of the requests to stop
 * @param feedbacks words of devices that were answered 200
 * @param repetitions how often a word was said again, for it was not heard
 * @param errors what was answered otherwise or not at all, by request and status
 * @param open deployments of which devices have more to say
 */
record DdiCounts(
    long polls,
    long descriptions,
    long fetches,
    long succeeding,
    long failing,
    long silent,
    FleetCounts.Withdrawals withdrawals,
    long feedbacks,
    long repetitions,
    Map<String, Long> errors,
    long open) {

  static final DdiCounts NONE =
      new DdiCounts(0, 0, 0, 0, 0, 0, new FleetCounts.Withdrawals(0, 0, 0, 0), 0, 0, Map.of(), 0);

  /** Tells whether no answer has ever come; a dispatcher that only listens makes no errors. */
  boolean isInVain() {
    return polls == 0;
  }

  long errorCount() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }
}
