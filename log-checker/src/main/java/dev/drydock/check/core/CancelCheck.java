package dev.drydock.check.core;

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
  void claimCause(DispatchEntry decision, Subject subject, boolean wasWithdrawn) {
    Position position = at(decision);
    FactKind expected =
        switch (decision.kind()) {
          case CANCEL_REQUESTED -> FactKind.PLAIN_CANCEL;
          case UPDATE_WITHDRAWN -> wasWithdrawn ? FactKind.ANY_CANCEL : firstWithdrawal(decision);
          default -> FactKind.ANY_CANCEL;
        };
    causes.claim(subject, expected, decision.about().cause(), position);
  }

  private static FactKind firstWithdrawal(DispatchEntry decision) {
    return ((DispatchEntry.UpdateWithdrawn) decision).forced()
        ? FactKind.FORCED_CANCEL
        : FactKind.PLAIN_CANCEL;
  }

  /** Looks at a withdrawal; a device that has the update is asked, unless the caller forces it. */
  void checkWithdrawn(DispatchEntry.UpdateWithdrawn withdrawal, Dock dock) {
    checkHolder(withdrawal, dock, "withdraws");
    boolean isHolder = dock.isHeldBy(withdrawal.about().operationId());
    if (isHolder && dock.isDelivered() && !dock.isWithdrawn() && !withdrawal.forced()) {
      blame("a request to the device", withdrawal, "withdraws", "the device was given it");
    }
  }

  /** Looks at a request to the device. */
  void checkRequested(DispatchEntry request, Dock dock) {
    checkHolder(request, dock, "asks the device to stop");
    if (dock.isHeldBy(request.about().operationId()) && dock.isWithdrawn()) {
      blame("another withdrawal", request, "asks the device to stop", "it was withdrawn before");
    }
  }

  /** Looks at a refusal to cancel. */
  void checkRefused(DispatchEntry refusal, Dock dock) {
    if (dock.isHeldBy(refusal.about().operationId())) {
      blame("a cancel", refusal, "refuses to cancel", "it holds the dock");
    }
  }

  /** Looks at a fetch that was granted to the holder. */
  void checkDelivered(DispatchEntry delivery, Dock dock) {
    if (dock.isHeldBy(delivery.about().operationId()) && dock.isWithdrawn()) {
      blame("a refusal", delivery, "gives the device", "it was withdrawn before");
    }
  }

  /**
   * Looks at a fetch that was not granted.
   *
   * @param mayHaveSpoken whether the device may have said its last word before, after which it is
   *     given nothing while the dock waits for the end
   */
  void checkFetchRefused(DispatchEntry refusal, Dock dock, boolean mayHaveSpoken) {
    boolean isHeld = dock.isHeldBy(refusal.about().operationId()) && !dock.isWithdrawn();
    if (isHeld && !mayHaveSpoken) {
      blame("the update", refusal, "does not give the device", "it holds the dock");
    }
  }

  private void checkHolder(DispatchEntry decision, Dock dock, String does) {
    if (!dock.isHeldBy(decision.about().operationId())) {
      blame("the holder", decision, does, dock.toString());
    }
  }

  private void blame(String expected, DispatchEntry decision, String does, String found) {
    DispatchEntry.About about = decision.about();
    findings.add(
        Invariant.TRUE_CANCEL,
        "Expected "
            + expected
            + " when "
            + at(decision)
            + ' '
            + does
            + ' '
            + new Subject(about.operationId(), about.device())
            + ", but "
            + found
            + '.');
  }

  private Position at(DispatchEntry decision) {
    return new Position(LogTopic.DISPATCH_EVENTS, partition, decision.offset());
  }
}
