package dev.drydock.check.core;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which cause explains which change of an operation. */
final class StatusCauses {

  /** Phases whose deadline a timeout is the end of. */
  private static final Map<String, Set<Phase>> TIMEOUTS =
      Map.of(
          "deliveryTimeout", Set.of(Phase.ADMITTED),
          "startTimeout", Set.of(Phase.DELIVERED),
          "progressTimeout", Set.of(Phase.DOWNLOADING, Phase.INSTALLING));

  private static final Map<String, FactKind> ENDED_BY_DEVICE =
      Map.of(
          "deviceReportedFailure", FactKind.FAILED,
          "rejectedByDevice", FactKind.REJECTED);

  private final int partition;
  private final CauseCheck causes;
  private final Findings findings;

  StatusCauses(int partition, CauseCheck causes, Findings findings) {
    this.partition = partition;
    this.causes = causes;
    this.findings = findings;
  }

  /** Checks a change's cause, as far as it can be told before the other topics are read. */
  void check(Operation before, StatusEntry.Changed status) {
    Position position = new Position(LogTopic.OPERATION_STATUS, partition, status.offset());
    String errorCode = status.standing().errorCode();
    FactKind expected = expected(status.standing());
    if (expected != null) {
      causes.claim(before.subject(), expected, status.cause(), position);
    } else if (errorCode != null && TIMEOUTS.containsKey(errorCode)) {
      checkTimer(before, status, position);
    } else {
      findings.add(
          Invariant.TRUE_CAUSE,
          "Expected a state that something can cause, but at "
              + position
              + " stands "
              + status.standing()
              + " of "
              + before.subject()
              + '.');
    }
  }

  /** Checks the cause of an end that was told once more. */
  void checkToldAgain(Operation operation, StatusEntry.Changed status) {
    Position position = new Position(LogTopic.OPERATION_STATUS, partition, status.offset());
    causes.claim(operation.subject(), FactKind.ADMISSION, status.cause(), position);
  }

  private static @Nullable FactKind expected(StatusEntry.Standing standing) {
    if (standing.phase() != null) {
      return switch (standing.phase()) {
        case ADMITTED -> FactKind.ADMISSION;
        case DELIVERED -> FactKind.DELIVERY;
        case DOWNLOADING, INSTALLING -> FactKind.PROGRESS;
        case UNKNOWN -> null;
      };
    }
    if (standing.state() == State.SUCCESSFUL) {
      return FactKind.SUCCEEDED;
    }
    return standing.errorCode() == null ? null : ENDED_BY_DEVICE.get(standing.errorCode());
  }

  private void checkTimer(Operation before, StatusEntry.Changed status, Position position) {
    if (!(status.cause() instanceof LogCause.Timer timer) || timer.partition() != partition) {
      blame(before, position, "a timer of partition " + partition, status.cause().toString());
      return;
    }
    if (status.revision() != before.revision() + 1 || before.standing() == null) {
      return; // compaction has removed what it could be compared with
    }
    if (timer.dueAtMs() != before.deadlineAtMs()) {
      blame(
          before,
          position,
          "the deadline " + before.deadlineAtMs(),
          timer + ", due at " + timer.dueAtMs());
    }
    String errorCode = String.valueOf(status.standing().errorCode());
    Phase phase = before.standing().phase();
    if (phase != null && !TIMEOUTS.getOrDefault(errorCode, Set.of()).contains(phase)) {
      blame(before, position, "a deadline of the phase " + phase, "a " + errorCode);
    }
  }

  private void blame(Operation before, Position position, String expected, String found) {
    findings.add(
        Invariant.TRUE_CAUSE,
        "Expected "
            + expected
            + " as the cause of the record at "
            + position
            + " ("
            + before.subject()
            + "), but it names "
            + found
            + '.');
  }
}
