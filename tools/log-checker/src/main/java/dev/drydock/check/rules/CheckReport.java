package dev.drydock.check.rules;

import java.util.List;

/**
 * What a check found.
 *
 * @param counts how much was checked
 * @param violationCount how many violations there are
 * @param violations the first of them, at most {@value Findings#KEPT}
 */
public record CheckReport(LogCounts counts, long violationCount, List<Violation> violations) {

  /** Copies the list. */
  public CheckReport {
    violations = List.copyOf(violations);
  }

  /** Tells whether no promise is broken. */
  public boolean isClean() {
    return violationCount == 0;
  }

  /** Returns the report in one sentence. */
  public String summary() {
    return (isClean() ? "Clean" : violationCount + " violations")
        + ": "
        + counts.requests()
        + " requests ("
        + counts.undecided()
        + " undecided), "
        + counts.admissions()
        + " operations ("
        + counts.successful()
        + " successful, "
        + counts.failed()
        + " failed, "
        + counts.cancelled()
        + " cancelled, "
        + counts.open()
        + " open), "
        + counts.conflicts()
        + " conflicts, "
        + counts.refusals()
        + " refusals, "
        + counts.repeats()
        + " repeats, "
        + counts.cancels()
        + " cancels, "
        + counts.acks()
        + " acks, "
        + counts.statuses()
        + " statuses, "
        + counts.deadLetters()
        + " dead letters, "
        + counts.unreadable()
        + " unreadable records.";
  }
}
