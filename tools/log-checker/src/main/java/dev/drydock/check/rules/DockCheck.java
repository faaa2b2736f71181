package dev.drydock.check.rules;

import dev.drydock.messages.DispatchEventKind;
import dev.drydock.schemas.Topic;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Folds dispatch-events in the order in which each dock decided: I1, and the log's share of I2. */
final class DockCheck {

  /** Operations that were successful at once, for their devices ran what they were to install. */
  private final Set<String> skipped = new HashSet<>();

  /** How often each device was retired. */
  private final Map<String, Integer> lives = new HashMap<>();

  private final ShardLog log;
  private final CheckOptions options;
  private final Operations operations;
  private final Findings findings;
  private final DeviceCheck devices;
  private final CancelCheck cancels;

  /** Who holds the dock of a device; a device that is missing is not known yet. */
  private final Map<String, Dock> docks = new HashMap<>();

  DockCheck(
      ShardLog log,
      CheckOptions options,
      Operations operations,
      CauseCheck causes,
      Findings findings) {
    this.log = log;
    this.options = options;
    this.operations = operations;
    this.findings = findings;
    this.devices = new DeviceCheck(log.partition(), findings);
    this.cancels = new CancelCheck(log.partition(), causes, findings);
  }

  void accept(Decision decision) {
    switch (decision.kind()) {
      case DispatchEventKind.UPDATE_ADMITTED -> admitted(decision);
      case DispatchEventKind.ADMISSION_REPEATED -> repeated(decision);
      case DispatchEventKind.UPDATE_CONFLICTED -> conflicted(decision);
      case DispatchEventKind.UPDATE_DELIVERED -> delivered(decision);
      case DispatchEventKind.DOCK_RELEASED -> released(decision);
      case DispatchEventKind.FETCH_REFUSED ->
          cancels.checkFetchRefused(decision, dock(decision.device()), mayHaveSpoken(decision));
      case DispatchEventKind.UPDATE_WITHDRAWN,
          DispatchEventKind.CANCEL_REQUESTED,
          DispatchEventKind.CANCEL_REFUSED ->
          cancel(decision);
      case DispatchEventKind.UPDATE_SKIPPED -> skipped.add(decision.operationId());
      case DispatchEventKind.DEVICE_REGISTERED,
          DispatchEventKind.DEVICE_RETIRED,
          DispatchEventKind.RETIREMENT_REFUSED ->
          ofDevice(decision);
      default -> {
        // neither depends on a holder nor changes one
      }
    }
  }

  private void ofDevice(Decision decision) {
    boolean isRefusal = decision.kind().equals(DispatchEventKind.RETIREMENT_REFUSED);
    if (!isRefusal || !isUnknown(decision.device())) {
      devices.accept(decision, holder(decision.device()));
    }
    if (decision.kind().equals(DispatchEventKind.DEVICE_RETIRED)) {
      lives.merge(decision.device(), 1, Integer::sum);
    }
  }

  private void admitted(Decision about) {
    long atMs = about.event().getAt().toEpochMilli();
    devices.checkKnown(about);
    Operation operation = operations.of(about.operationId(), about.device());
    String holder = holder(about.device());
    if (holder != null && !holder.equals(about.operationId())) {
      blame(
          Invariant.ONE_IN_FLIGHT,
          "the dock to be free",
          about,
          "admits",
          dock(about.device()).toString());
    } else if (holder == null && operation.isAdmitted()) {
      blame(Invariant.MONOTONE, "nothing after its end", about, "admits", "it was admitted before");
    }
    operation.admit(atMs, lives.getOrDefault(about.device(), 0));
    docks.put(about.device(), Dock.heldBy(about.operationId(), atMs));
  }

  private void repeated(Decision about) {
    Operation operation = operations.find(about.operationId());
    boolean isAdmitted =
        operation != null
            && operation.isAdmitted()
            && operation.subject().device().equals(about.device());
    if (!isAdmitted && !skipped.contains(about.operationId()) && !isBeginningDeleted()) {
      blame(
          Invariant.KEPT_PROMISE,
          "an admission before",
          about,
          "repeats that of",
          "it was never admitted");
    }
  }

  /** Looks at what the docks hold, once all decisions are folded. */
  void finish() {
    docks.forEach(
        (device, dock) -> {
          Operation holder = dock.holder() == null ? null : operations.find(dock.holder());
          if (holder != null && holder.subject().device().equals(device) && holder.isFinal()) {
            checkReleased(dock, holder);
          }
        });
  }

  private void checkReleased(Dock dock, Operation holder) {
    if (options.quiet() || options.isOverdue(Math.max(dock.sinceMs(), holder.finalAtMs()))) {
      findings.add(
          Invariant.KEPT_PROMISE,
          "Expected the dock in partition "
              + log.partition()
              + " to be released, for "
              + holder.subject()
              + " is "
              + holder.standing()
              + ", but it holds it.");
    }
  }

  private void conflicted(Decision about) {
    String named = about.event().getHolderOperationId();
    if (!isUnknown(about.device()) && !Objects.equals(named, holder(about.device()))) {
      blame(
          Invariant.TRUE_CONFLICT,
          "the holder \"" + named + "\" that it names",
          about,
          "rejects",
          dock(about.device()).toString());
    }
  }

  private void delivered(Decision about) {
    Dock dock = dock(about.device());
    cancels.checkDelivered(about, dock);
    if (dock.isHeldBy(about.operationId())) {
      docks.put(about.device(), dock.delivered());
    } else if (!isUnknown(about.device())) {
      blame(Invariant.ONE_IN_FLIGHT, "the holder", about, "gives the device", dock.toString());
    }
  }

  /** The device's final report and its fetches stand on one partition, in the order of the dock. */
  private boolean mayHaveSpoken(Decision fetch) {
    Operation operation = operations.find(fetch.operationId());
    if (operation == null || operation.endCause() == null) {
      return !options.quiet();
    }
    return operation.endCause() instanceof LogCause.Input end
        && fetch.cause() instanceof LogCause.Input fetched
        && end.position().topic() == Topic.DEVICE_ACKS
        && end.position().offset() < fetched.position().offset();
  }

  private void cancel(Decision about) {
    Dock dock = dock(about.device());
    boolean isUnknown = isUnknown(about.device());
    boolean isHolder = dock.isHeldBy(about.operationId());
    Subject subject = operations.subject(about.operationId(), about.device());
    cancels.claimCause(about, subject, isHolder && dock.isWithdrawn() || isUnknown);
    if (isUnknown) {
      return;
    }
    switch (about.kind()) {
      case DispatchEventKind.UPDATE_WITHDRAWN -> {
        cancels.checkWithdrawn(about, dock);
        docks.put(about.device(), isHolder ? dock.withdrawn() : dock);
      }
      case DispatchEventKind.CANCEL_REQUESTED -> cancels.checkRequested(about, dock);
      default -> cancels.checkRefused(about, dock);
    }
  }

  private void released(Decision about) {
    if (!isUnknown(about.device()) && !about.operationId().equals(holder(about.device()))) {
      blame(
          Invariant.ONE_IN_FLIGHT,
          "the holder",
          about,
          "releases",
          dock(about.device()).toString());
    }
    if (!isExcused(about) && !isEnd(about)) {
      blame(
          Invariant.ONE_IN_FLIGHT,
          "the operation's final status as its cause",
          about,
          "releases",
          "it names " + about.cause());
    }
    docks.put(about.device(), Dock.FREE);
  }

  private boolean isEnd(Decision about) {
    Operation operation = operations.find(about.operationId());
    return operation != null
        && operation.subject().device().equals(about.device())
        && about.cause() instanceof LogCause.Input input
        && input.position().topic() == Topic.OPERATION_STATUS
        && input.position().partition() == log.partition()
        && operation.isFinalAt(input.position().offset());
  }

  /** The final status may be gone already, or stand after what was read. */
  private boolean isExcused(Decision about) {
    Operation operation = operations.find(about.operationId());
    if (!(about.cause() instanceof LogCause.Input input)
        || input.position().topic() != Topic.OPERATION_STATUS) {
      return !options.complete() && isGone(about.operationId(), operation, Long.MAX_VALUE);
    }
    long offset = input.position().offset();
    boolean yetToCome = !options.quiet() && offset >= log.bounds(Topic.OPERATION_STATUS).end();
    return yetToCome || !options.complete() && isGone(about.operationId(), operation, offset);
  }

  private boolean isGone(String operationId, @Nullable Operation operation, long offset) {
    return operation == null
        || operation.revision() == 0
        || operations.isForgotten(operationId)
        || operation.mayHaveEndedBefore(offset);
  }

  /** Earlier decisions about the device were deleted, so that it is unknown who holds its dock. */
  private boolean isUnknown(String device) {
    return !docks.containsKey(device) && isBeginningDeleted();
  }

  private boolean isBeginningDeleted() {
    return !options.complete() && log.bounds(Topic.DISPATCH_EVENTS).start() > 0;
  }

  private @Nullable String holder(String device) {
    return dock(device).holder();
  }

  private Dock dock(String device) {
    return docks.getOrDefault(device, Dock.FREE);
  }

  private void blame(
      Invariant invariant, String expected, Decision about, String does, String found) {
    findings.add(
        invariant,
        "Expected "
            + expected
            + " when "
            + new Position(Topic.DISPATCH_EVENTS, log.partition(), about.offset())
            + ' '
            + does
            + ' '
            + new Subject(about.operationId(), about.device())
            + ", but "
            + found
            + '.');
  }
}
