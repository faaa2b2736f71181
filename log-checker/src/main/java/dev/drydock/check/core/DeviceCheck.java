package dev.drydock.check.core;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Folds what became of the devices themselves: of I1, I2 and I6 what concerns retirement. */
final class DeviceCheck {

  private final int partition;
  private final Findings findings;
  private final Set<String> retired = new HashSet<>();

  DeviceCheck(int partition, Findings findings) {
    this.partition = partition;
    this.findings = findings;
  }

  /** Takes a decision about a device whose dock this operation holds, or none. */
  void accept(DeviceEntry entry, @Nullable String holder) {
    if (entry instanceof DeviceEntry.Registered) {
      retired.remove(entry.device());
    } else if (entry instanceof DeviceEntry.Retired) {
      checkFree(entry, holder);
      retired.add(entry.device());
    } else if (entry instanceof DeviceEntry.RetirementRefused refused) {
      checkHolder(refused, holder);
    }
  }

  /** Takes an admission; a device of which nothing was heard is taken for a known one. */
  void checkKnown(DispatchEntry.About admission) {
    if (retired.contains(admission.device())) {
      findings.add(
          Invariant.MONOTONE,
          "Expected nothing but a registration after the retirement of \""
              + admission.device()
              + "\", but "
              + at(admission.offset())
              + " admits operation \""
              + admission.operationId()
              + "\".");
    }
  }

  private void checkFree(DeviceEntry entry, @Nullable String holder) {
    if (holder != null) {
      findings.add(
          Invariant.ONE_IN_FLIGHT,
          "Expected the dock to be free when "
              + at(entry.offset())
              + " retires \""
              + entry.device()
              + "\", but operation \""
              + holder
              + "\" holds it.");
    }
  }

  private void checkHolder(DeviceEntry.RetirementRefused refused, @Nullable String holder) {
    String named = refused.holderOperationId();
    if (named != null && !named.equals(holder)) {
      findings.add(
          Invariant.TRUE_CONFLICT,
          "Expected the holder \""
              + named
              + "\" that it names when "
              + at(refused.offset())
              + " refuses to retire \""
              + refused.device()
              + "\", but "
              + (holder == null ? "the dock is free." : "operation \"" + holder + "\" holds it."));
    }
  }

  private Position at(long offset) {
    return new Position(LogTopic.DISPATCH_EVENTS, partition, offset);
  }
}
