package dev.drydock.check.rules;

import dev.drydock.schemas.Topic;
import java.util.HashMap;
import java.util.Map;

/** Folds operation-status: I6, and of I1, I3 and I5 what shows there. */
final class StatusCheck {

  private final int partition;
  private final CheckOptions options;
  private final Operations operations;
  private final StatusCauses causes;
  private final Findings findings;
  private final EndCheck ends;

  /** The operation of each device that has begun and not ended. */
  private final Map<String, Operation> open = new HashMap<>();

  StatusCheck(
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
    this.ends = new EndCheck(partition, options, operations, causes, findings);
  }

  void accept(StatusEntry entry) {
    if (entry instanceof StatusEntry.Changed changed) {
      changed(changed);
    } else {
      ends.forgotten((StatusEntry.Forgotten) entry);
    }
  }

  private void changed(StatusEntry.Changed status) {
    Operation operation = operations.of(status.operationId(), status.device());
    if (operations.isForgotten(status.operationId())) {
      findings.add(Invariant.MONOTONE, "Expected nothing after a tombstone, but " + says(status));
      return;
    }
    if (ends.takes(operation, status)) {
      return;
    }
    checkDevice(operation, status);
    checkRevision(operation, status);
    checkDirection(operation, status);
    checkTime(operation, status);
    if (status.isExtension()) {
      causes.checkExtension(operation, status);
      operation.changed(status);
      return;
    }
    checkCancelDeadline(operation, status);
    if (status.standing().isFinal() && !options.complete()) {
      causes.checkCompacted(operation, status);
    } else {
      causes.check(operation, status);
    }
    checkAlone(operation, status);
    operation.changed(status);
  }

  private void checkDevice(Operation operation, StatusEntry.Changed status) {
    if (!operation.subject().device().equals(status.device())) {
      findings.add(
          Invariant.MONOTONE,
          "Expected " + operation.subject() + " to stay with its device, but " + says(status));
    }
  }

  private void checkRevision(Operation operation, StatusEntry.Changed status) {
    int next = operation.revision() + 1;
    boolean right = options.complete() ? status.revision() == next : status.revision() >= next;
    if (!right) {
      findings.add(Invariant.KEPT_PROMISE, "Expected revision " + next + ", but " + says(status));
    }
  }

  private void checkDirection(Operation operation, StatusEntry.Changed status) {
    Standing standing = status.standing();
    if (!standing.isConsistent()) {
      findings.add(
          Invariant.MONOTONE, "Expected a state and a phase that go together, but " + says(status));
      return;
    }
    Standing before = operation.standing();
    if (before != null && before.isFinal()) {
      checkAbsorbed(before, status);
    } else if (before != null && standing.isBehind(before)) {
      findings.add(
          Invariant.MONOTONE, "Expected no way back from " + before + ", but " + says(status));
    }
    if (status.lateResult() != null && !operation.isFinal() && options.complete()) {
      findings.add(Invariant.MONOTONE, "Expected an end before a late result, but " + says(status));
    }
  }

  private void checkAbsorbed(Standing end, StatusEntry.Changed status) {
    findings.add(Invariant.MONOTONE, "Expected nothing after " + end + ", but " + says(status));
    if (status.standing().isFinal()) {
      findings.add(
          Invariant.KEPT_PROMISE, "Expected one end, which was " + end + ", but " + says(status));
    }
  }

  /** Only between two revisions that follow each other: compaction may have removed some. */
  private void checkTime(Operation operation, StatusEntry.Changed status) {
    boolean follows = operation.revision() > 0 && status.revision() == operation.revision() + 1;
    if (!follows || operation.isFinal()) {
      return;
    }
    long lateMs = status.lastActionAtMs() - operation.deadlineAtMs();
    if (lateMs > options.grace().toMillis()) {
      findings.add(
          Invariant.KEPT_PROMISE,
          "Expected a change at most "
              + options.grace()
              + " after the deadline, but it came "
              + lateMs
              + " ms after it: "
              + says(status));
    }
  }

  /** What the device says meanwhile, and who asks again, does not put off a requested cancel. */
  private void checkCancelDeadline(Operation operation, StatusEntry.Changed status) {
    Standing before = operation.standing();
    Long deadlineAtMs = status.deadlineAtMs();
    if (before != null
        && before.isCancelRequested()
        && status.standing().isCancelRequested()
        && status.revision() == operation.revision() + 1
        && (deadlineAtMs == null || deadlineAtMs != operation.deadlineAtMs())) {
      findings.add(
          Invariant.KEPT_PROMISE,
          "Expected the cancel's deadline "
              + operation.deadlineAtMs()
              + " to stay, but it is "
              + deadlineAtMs
              + ": "
              + says(status));
    }
  }

  private void checkAlone(Operation operation, StatusEntry.Changed status) {
    Operation other = open.get(status.device());
    if (other != null && other != operation) {
      findings.add(
          Invariant.ONE_IN_FLIGHT,
          "Expected the end of "
              + other.subject()
              + " before another of its device begins, but "
              + says(status));
    }
    if (!status.standing().isFinal()) {
      open.putIfAbsent(status.device(), operation);
    } else if (other == operation) {
      open.remove(status.device());
    }
  }

  private String says(StatusEntry.Changed status) {
    return new Position(Topic.OPERATION_STATUS, partition, status.offset())
        + " says "
        + new Subject(status.operationId(), status.device())
        + ", revision "
        + status.revision()
        + ", "
        + status.standing()
        + '.';
  }
}
