package dev.drydock.check.rules;

import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.schemas.Topic;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which cause explains which change of an operation. */
final class StatusCauses {

  private static final Map<String, Timeout> TIMEOUTS =
      Map.of(
          "deliveryTimeout", new Timeout("delivery", Set.of(OperationPhase.ADMITTED)),
          "startTimeout", new Timeout("start", Set.of(OperationPhase.DELIVERED)),
          "progressTimeout",
              new Timeout(
                  "progress", Set.of(OperationPhase.DOWNLOADING, OperationPhase.INSTALLING)),
          "cancelTimeout", new Timeout("cancel", Set.of(OperationPhase.CANCEL_REQUESTED)));

  private static final Set<String> LAST_WORDS =
      Set.of(
          DeviceAckKind.SUCCEEDED,
          DeviceAckKind.FAILED,
          DeviceAckKind.REJECTED,
          DeviceAckKind.CANCELLED);

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
    Standing standing = status.standing();
    FactKind expected = expected(from(before, status), status);
    if (expected != null) {
      causes.claim(before.subject(), expected, status.cause(), at(status));
    } else if (standing.errorCode() != null && TIMEOUTS.containsKey(standing.errorCode())) {
      checkTimer(before, status, TIMEOUTS.get(standing.errorCode()));
    } else {
      findings.add(
          Invariant.TRUE_CAUSE,
          "Expected a state that something can cause, but at "
              + at(status)
              + " stands "
              + standing
              + " of "
              + before.subject()
              + '.');
    }
  }

  /** Checks a deadline that was put off because it ran out in an outage. */
  void checkExtension(Operation before, StatusEntry.Changed status) {
    if (status.revision() != before.revision() + 1 || before.standing() == null) {
      return; // compaction has removed what it could be compared with
    }
    LogCause.Timer timer = (LogCause.Timer) status.cause();
    Long deadlineAtMs = status.deadlineAtMs();
    if (timer.partition() != partition || timer.dueAtMs() != before.deadlineAtMs()) {
      blame(before, status, "the deadline " + before.deadlineAtMs(), timer.toString());
    }
    if (!status.standing().equals(before.standing())
        || deadlineAtMs == null
        || deadlineAtMs <= before.deadlineAtMs()) {
      blame(before, status, "a change of the deadline alone, to a later one", "an outage");
    }
  }

  /** Checks the cause of an end that was told once more. */
  void checkToldAgain(Operation operation, StatusEntry.Changed status) {
    causes.claim(operation.subject(), FactKind.ADMISSION, status.cause(), at(status));
  }

  /** Checks the cause of a late result. */
  void checkLateResult(Operation operation, StatusEntry.Changed status) {
    String late = status.lateResult();
    if (late != null && LAST_WORDS.contains(late)) {
      causes.claim(operation.subject(), FactKind.ofAck(late), status.cause(), at(status));
    } else {
      blame(operation, status, "one of a device's final reports", String.valueOf(late));
    }
  }

  /** Checks the cause of a revision that says who had asked the device to stop. */
  void checkLateCancel(Operation operation, StatusEntry.Changed status) {
    causes.claim(
        operation.subject(), FactKind.WITHDRAWAL_OR_CANCEL_REQUEST, status.cause(), at(status));
  }

  /** Checks the cause of an end where compaction may have removed the end as it was told first. */
  void checkCompacted(Operation before, StatusEntry.Changed status) {
    if (status.isDocksDoing()) {
      FactKind expected =
          status.standing().state().equals(OperationState.CANCELLED)
              ? FactKind.CANCEL_OR_ADMISSION
              : FactKind.ADMISSION;
      causes.claim(before.subject(), expected, status.cause(), at(status));
    } else if (status.lateResult() != null) {
      checkLateResult(before, status);
    } else {
      check(before, status);
    }
  }

  /** Returns the phase before, or null when compaction has removed what could tell it. */
  private static @Nullable String from(Operation before, StatusEntry.Changed status) {
    Standing standing = before.standing();
    return standing == null || status.revision() != before.revision() + 1 ? null : standing.phase();
  }

  private static @Nullable FactKind expected(@Nullable String from, StatusEntry.Changed status) {
    String phase = status.standing().phase();
    if (phase != null) {
      return ofPhase(from, phase, status);
    }
    return switch (status.standing().state()) {
      case OperationState.SUCCESSFUL -> FactKind.SUCCEEDED;
      case OperationState.CANCELLED ->
          status.isDocksDoing() ? FactKind.WITHDRAWAL : FactKind.CANCELLED;
      case OperationState.FAILED -> ofFailure(status.standing().errorCode());
      default -> null;
    };
  }

  private static @Nullable FactKind ofPhase(
      @Nullable String from, String phase, StatusEntry.Changed status) {
    return switch (phase) {
      case OperationPhase.ADMITTED -> FactKind.ADMISSION;
      case OperationPhase.DELIVERED -> FactKind.DELIVERY;
      case OperationPhase.DOWNLOADING -> FactKind.PROGRESS;
      case OperationPhase.INSTALLING -> {
        if (from == null) {
          yield FactKind.PROGRESS_OR_CANCEL_REFUSED;
        }
        yield from.equals(OperationPhase.CANCEL_REQUESTED)
            ? FactKind.CANCEL_REFUSED
            : FactKind.PROGRESS;
      }
      case OperationPhase.CANCEL_REQUESTED -> {
        boolean mayGoOn = from == null || from.equals(OperationPhase.CANCEL_REQUESTED);
        yield mayGoOn && !status.isDocksDoing() ? FactKind.PROGRESS : FactKind.CANCEL_REQUEST;
      }
      default -> null;
    };
  }

  private static @Nullable FactKind ofFailure(@Nullable String errorCode) {
    if ("deviceReportedFailure".equals(errorCode)) {
      return FactKind.FAILED;
    }
    if ("rejectedByDevice".equals(errorCode)) {
      return FactKind.REJECTED;
    }
    return null;
  }

  private void checkTimer(Operation before, StatusEntry.Changed status, Timeout timeout) {
    if (!(status.cause() instanceof LogCause.Timer timer) || timer.partition() != partition) {
      blame(before, status, "a timer of partition " + partition, status.cause().toString());
      return;
    }
    if (!timer.name().equals(timeout.timer())) {
      blame(before, status, "the timer \"" + timeout.timer() + '"', timer.toString());
    }
    if (status.revision() != before.revision() + 1 || before.standing() == null) {
      return; // compaction has removed what it could be compared with
    }
    if (timer.dueAtMs() != before.deadlineAtMs()) {
      blame(
          before,
          status,
          "the deadline " + before.deadlineAtMs(),
          timer + ", due at " + timer.dueAtMs());
    }
    String phase = before.standing().phase();
    if (phase != null && !timeout.phases().contains(phase)) {
      blame(
          before, status, "a deadline of the phase " + phase, "a " + status.standing().errorCode());
    }
  }

  private void blame(Operation before, StatusEntry.Changed status, String expected, String found) {
    findings.add(
        Invariant.TRUE_CAUSE,
        "Expected "
            + expected
            + " as the cause of the record at "
            + at(status)
            + " ("
            + before.subject()
            + "), but it names "
            + found
            + '.');
  }

  private Position at(StatusEntry.Changed status) {
    return new Position(Topic.OPERATION_STATUS, partition, status.offset());
  }

  /**
   * A failure for want of a sign of life.
   *
   * @param timer the timer that causes it
   * @param phases whose deadline it is the end of
   */
  private record Timeout(String timer, Set<String> phases) {}
}
