package dev.drydock.check.rules;

import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.OperationState;
import dev.drydock.schemas.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What may follow an operation's end (I6): the same told once more to a dock that had not heard,
 * one late word of the device that says something else, one request to cancel that the end was the
 * answer to, and at last the tombstone.
 */
final class EndCheck {

  /** No installation keeps an operation for less. */
  private static final Duration KEPT = Duration.ofHours(24);

  /** The final reports of a device, by the end that says the same. */
  private static final Map<String, Set<String>> SAME_WORDS =
      Map.of(
          OperationState.SUCCESSFUL, Set.of(DeviceAckKind.SUCCEEDED),
          OperationState.CANCELLED, Set.of(DeviceAckKind.CANCELLED));

  private static final Map<String, Set<String>> SAME_FAILURES =
      Map.of(
          "deviceReportedFailure", Set.of(DeviceAckKind.FAILED),
          "rejectedByDevice", Set.of(DeviceAckKind.REJECTED),
          "cancelledByDevice", Set.of(DeviceAckKind.CANCELLED));

  private static final Standing ASKED = new Standing(OperationState.CANCELLED, null, null);
  private static final Standing UNASKED =
      new Standing(OperationState.CANCELLED, null, "cancelledByDevice");

  private final int partition;
  private final CheckOptions options;
  private final Operations operations;
  private final StatusCauses causes;
  private final Findings findings;

  EndCheck(
      int partition,
      CheckOptions options,
      Operations operations,
      StatusCauses causes,
      Findings findings) {
    this.partition = partition;
    this.options = options;
    this.operations = operations;
    this.causes = causes;
    this.findings = findings;
  }

  /** Takes a status if it is one of those that may follow an end; tells whether it is. */
  boolean takes(Operation operation, StatusEntry.Changed status) {
    if (isLateCancel(operation, status)) {
      causes.checkLateCancel(operation, status);
      operation.asked(status);
      return true;
    }
    if (!operation.isFinal() || !leavesTheEnd(operation, status)) {
      return false;
    }
    if (isToldAgain(operation, status)) {
      causes.checkToldAgain(operation, status);
      operation.toldAgain(status.offset());
      return true;
    }
    return takesLateResult(operation, status);
  }

  private boolean takesLateResult(Operation operation, StatusEntry.Changed status) {
    String late = status.lateResult();
    if (late == null
        || operation.lateResult() != null
        || status.revision() != operation.revision() + 1) {
      return false;
    }
    causes.checkLateResult(operation, status);
    if (saysTheSame(status.standing(), late)) {
      blame(
          "a late result that says something else than " + status.standing(),
          operation,
          status.offset(),
          "says " + late);
    }
    operation.late(late, status.offset());
    return true;
  }

  /** Takes the tombstone of an operation. */
  void forgotten(StatusEntry.Forgotten tombstone) {
    Operation operation = operations.find(tombstone.operationId());
    if (operation == null || operation.revision() == 0) {
      if (options.complete()) {
        findings.add(
            Invariant.MONOTONE,
            "Expected a final status before the tombstone at "
                + at(tombstone.offset())
                + ", but there is none of operation \""
                + tombstone.operationId()
                + "\".");
      }
    } else if (!operation.isFinal()) {
      blame(
          "an end before the tombstone",
          operation,
          tombstone.offset(),
          "follows " + operation.standing());
    } else if (tombstone.atMs() - operation.finalAtMs() < KEPT.toMillis()) {
      blame(
          "a tombstone at least " + KEPT + " after the end",
          operation,
          tombstone.offset(),
          "comes " + (tombstone.atMs() - operation.finalAtMs()) + " ms after it");
    }
    operations.forget(tombstone.operationId());
  }

  private static boolean isLateCancel(Operation operation, StatusEntry.Changed status) {
    return operation.isFinal()
        && UNASKED.equals(operation.standing())
        && ASKED.equals(status.standing())
        && status.isDocksDoing()
        && status.revision() == operation.revision() + 1
        && Objects.equals(status.lateResult(), operation.lateResult())
        && isOfTheEnd(operation, status);
  }

  private static boolean leavesTheEnd(Operation operation, StatusEntry.Changed status) {
    return status.standing().equals(operation.standing()) && isOfTheEnd(operation, status);
  }

  private static boolean isOfTheEnd(Operation operation, StatusEntry.Changed status) {
    return Objects.equals(status.completedAtMs(), operation.completedAtMs())
        && status.device().equals(operation.subject().device());
  }

  /** A copy of the end has its cause; what is told again is caused by an admission. */
  private static boolean isToldAgain(Operation operation, StatusEntry.Changed status) {
    return status.isDocksDoing()
        && status.revision() == operation.revision()
        && Objects.equals(status.lateResult(), operation.lateResult())
        && !status.cause().equals(operation.endCause());
  }

  private static boolean saysTheSame(Standing end, String late) {
    Set<String> same =
        end.errorCode() == null ? SAME_WORDS.get(end.state()) : SAME_FAILURES.get(end.errorCode());
    return same != null && same.contains(late);
  }

  private void blame(String expected, Operation operation, long offset, String found) {
    findings.add(
        Invariant.MONOTONE,
        "Expected "
            + expected
            + " of "
            + operation.subject()
            + ", but the record at "
            + at(offset)
            + ' '
            + found
            + '.');
  }

  private Position at(long offset) {
    return new Position(Topic.OPERATION_STATUS, partition, offset);
  }
}
