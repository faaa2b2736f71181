package dev.drydock.check.rules;

import dev.drydock.messages.DispatchEventKind;
import dev.drydock.schemas.Topic;
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
  void accept(Decision decision, @Nullable String holder) {
    switch (decision.kind()) {
      case DispatchEventKind.DEVICE_REGISTERED -> retired.remove(decision.device());
      case DispatchEventKind.DEVICE_RETIRED -> {
        checkFree(decision, holder);
        retired.add(decision.device());
      }
      case DispatchEventKind.RETIREMENT_REFUSED -> checkHolder(decision, holder);
      default -> {
        // the device stays what it was
      }
    }
  }

  /** Takes an admission; a device of which nothing was heard is taken for a known one. */
  void checkKnown(Decision admission) {
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

  private void checkFree(Decision entry, @Nullable String holder) {
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

  private void checkHolder(Decision refused, @Nullable String holder) {
    String named = refused.event().getHolderOperationId();
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
    return new Position(Topic.DISPATCH_EVENTS, partition, offset);
  }
}
