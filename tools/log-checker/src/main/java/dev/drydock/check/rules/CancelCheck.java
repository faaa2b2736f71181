package dev.drydock.check.rules;

import dev.drydock.messages.DispatchEventKind;
import dev.drydock.schemas.Topic;

/** Of I5 and I11 what a dock decides about cancels, and about fetches that they are up against. */
final class CancelCheck {

  private final int partition;
  private final CauseCheck causes;
  private final Findings findings;

  CancelCheck(int partition, CauseCheck causes, Findings findings) {
    this.partition = partition;
    this.causes = causes;
    this.findings = findings;
  }

  /**
   * Takes the cause of a decision on a cancel.
   *
   * @param wasWithdrawn whether the operation is known to have been withdrawn before
   */
  void claimCause(Decision decision, Subject subject, boolean wasWithdrawn) {
    Position position = at(decision);
    FactKind expected =
        switch (decision.kind()) {
          case DispatchEventKind.CANCEL_REQUESTED -> FactKind.PLAIN_CANCEL;
          case DispatchEventKind.UPDATE_WITHDRAWN ->
              wasWithdrawn ? FactKind.ANY_CANCEL : firstWithdrawal(decision);
          default -> FactKind.ANY_CANCEL;
        };
    causes.claim(subject, expected, decision.cause(), position);
  }

  private static FactKind firstWithdrawal(Decision decision) {
    return decision.isForced() ? FactKind.FORCED_CANCEL : FactKind.PLAIN_CANCEL;
  }

  /** Looks at a withdrawal; a device that has the update is asked, unless the caller forces it. */
  void checkWithdrawn(Decision withdrawal, Dock dock) {
    checkHolder(withdrawal, dock, "withdraws");
    boolean isHolder = dock.isHeldBy(withdrawal.operationId());
    if (isHolder && dock.isDelivered() && !dock.isWithdrawn() && !withdrawal.isForced()) {
      blame("a request to the device", withdrawal, "withdraws", "the device was given it");
    }
  }

  /** Looks at a request to the device. */
  void checkRequested(Decision request, Dock dock) {
    checkHolder(request, dock, "asks the device to stop");
    if (dock.isHeldBy(request.operationId()) && dock.isWithdrawn()) {
      blame("another withdrawal", request, "asks the device to stop", "it was withdrawn before");
    }
  }

  /** Looks at a refusal to cancel. */
  void checkRefused(Decision refusal, Dock dock) {
    if (dock.isHeldBy(refusal.operationId())) {
      blame("a cancel", refusal, "refuses to cancel", "it holds the dock");
    }
  }

  /** Looks at a fetch that was granted to the holder. */
  void checkDelivered(Decision delivery, Dock dock) {
    if (dock.isHeldBy(delivery.operationId()) && dock.isWithdrawn()) {
      blame("a refusal", delivery, "gives the device", "it was withdrawn before");
    }
  }

  /**
   * Looks at a fetch that was not granted.
   *
   * @param mayHaveSpoken whether the device may have sent its final report before, after which it
   *     is given nothing while the dock waits for the end
   */
  void checkFetchRefused(Decision refusal, Dock dock, boolean mayHaveSpoken) {
    boolean isHeld = dock.isHeldBy(refusal.operationId()) && !dock.isWithdrawn();
    if (isHeld && !mayHaveSpoken) {
      blame("the update", refusal, "does not give the device", "it holds the dock");
    }
  }

  private void checkHolder(Decision decision, Dock dock, String does) {
    if (!dock.isHeldBy(decision.operationId())) {
      blame("the holder", decision, does, dock.toString());
    }
  }

  private void blame(String expected, Decision decision, String does, String found) {
    findings.add(
        Invariant.TRUE_CANCEL,
        "Expected "
            + expected
            + " when "
            + at(decision)
            + ' '
            + does
            + ' '
            + new Subject(decision.operationId(), decision.device())
            + ", but "
            + found
            + '.');
  }

  private Position at(Decision decision) {
    return new Position(Topic.DISPATCH_EVENTS, partition, decision.offset());
  }
}
