package dev.drydock.check.rules;

import dev.drydock.messages.Cause;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.Idempotency;
import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.schemas.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what the services would write, step by step: a log that breaks no promise. */
final class LogWriter {

  /** Milliseconds from each change to the deadline that follows. */
  static final long DEADLINE_MS = 60_000;

  /** Milliseconds from an operation's end to its tombstone. */
  static final long KEPT_MS = Duration.ofHours(24).toMillis();

  private static final long STEP_MS = 100;

  private final MemoryShardLog log = new MemoryShardLog();
  private final Map<String, LifeSoFar> operations = new HashMap<>();
  private long nowMs = 1_000_000;
  private long nextOffset;
  private int nextOperation = 1;

  MemoryShardLog log() {
    return log;
  }

  long nowMs() {
    return nowMs;
  }

  /** Requests an update that is not decided. */
  Command request(String device) {
    return request(device, null);
  }

  private Command request(String device, @Nullable Idempotency key) {
    tick();
    Command request = Messages.request(offset(), device, "op-" + nextOperation++, nowMs, key);
    log.requests.add(request);
    return request;
  }

  /** Requests an update that is admitted; returns the operation. */
  String admit(String device) {
    return admit(device, null);
  }

  /** Requests an update under a key; it is admitted. */
  String admit(String device, @Nullable Idempotency key) {
    Command request = request(device, key);
    Decision about = admission(request);
    operations.put(request.operationId(), LifeSoFar.before(device));
    status(
        request.operationId(),
        new Standing(OperationState.QUEUED, OperationPhase.ADMITTED, null),
        Messages.cause(Topic.DISPATCH_EVENTS, about.offset()),
        nowMs);
    return request.operationId();
  }

  /** Requests an update under the key of one that was admitted. */
  void repeat(String device, @Nullable Idempotency key, String operationId) {
    Decision decision = decision(DispatchEventKind.ADMISSION_REPEATED, request(device, key));
    log.dispatches.add(Changes.about(decision, operationId));
  }

  void register(String device) {
    log.deviceDecisions.add(ofDevice(DispatchEventKind.DEVICE_REGISTERED, device));
  }

  void retire(String device) {
    log.deviceDecisions.add(ofDevice(DispatchEventKind.DEVICE_RETIRED, device));
  }

  void refuseToRetire(String device, @Nullable String holder) {
    log.deviceDecisions.add(
        Changes.holder(ofDevice(DispatchEventKind.RETIREMENT_REFUSED, device), holder));
  }

  /** Nothing happens for a while. */
  void pause(Duration time) {
    nowMs += time.toMillis();
  }

  /** Has a dock admit an operation again that has ended, and receive its end once more. */
  void readmit(String operationId) {
    StatusEntry.Changed end = lastStatus(operationId);
    tick();
    Command request = Messages.request(offset(), end.device(), operationId, nowMs, null);
    log.requests.add(request);
    Decision about = admission(request);
    StatusEntry.Changed again =
        Changes.caused(
            Changes.moved(end, offset()), Messages.cause(Topic.DISPATCH_EVENTS, about.offset()));
    log.statuses.add(again);
    release(again);
  }

  /** Requests an update that the holder keeps out. */
  String conflict(String device, String holder) {
    Command request = request(device);
    log.dispatches.add(
        Changes.holder(decision(DispatchEventKind.UPDATE_CONFLICTED, request), holder));
    return request.operationId();
  }

  /** Requests an update of an unknown device. */
  void refuse(String device) {
    log.dispatches.add(decision(DispatchEventKind.UPDATE_REFUSED, request(device)));
  }

  void deliver(String operationId) {
    Ack fetched = ack(operationId, DeviceAckKind.FETCHED, null);
    Decision about = decision(DispatchEventKind.UPDATE_DELIVERED, fetched);
    log.dispatches.add(about);
    status(
        operationId,
        new Standing(OperationState.QUEUED, OperationPhase.DELIVERED, null),
        Messages.cause(Topic.DISPATCH_EVENTS, about.offset()),
        nowMs);
  }

  /** The device comes too late, or for what it was never told of. */
  void refuseFetch(String operationId) {
    Ack fetched = ack(operationId, DeviceAckKind.FETCHED, null);
    log.dispatches.add(decision(DispatchEventKind.FETCH_REFUSED, fetched));
  }

  /** The device works; while it is asked to stop, that alone counts. */
  void progress(String operationId, String phase, String words) {
    Ack ack = ack(operationId, DeviceAckKind.PROGRESS, words);
    boolean isAsked = isAskedToStop(operationId);
    status(
        operationId,
        new Standing(
            OperationState.IN_PROGRESS, isAsked ? OperationPhase.CANCEL_REQUESTED : phase, null),
        Messages.cause(Topic.DEVICE_ACKS, ack.offset()),
        nowMs);
  }

  void succeed(String operationId) {
    endByDevice(operationId, DeviceAckKind.SUCCEEDED, OperationState.SUCCESSFUL, null);
  }

  void fail(String operationId) {
    endByDevice(operationId, DeviceAckKind.FAILED, OperationState.FAILED, "deviceReportedFailure");
  }

  void reject(String operationId) {
    endByDevice(operationId, DeviceAckKind.REJECTED, OperationState.FAILED, "rejectedByDevice");
  }

  /** A service that takes a device that stopped for one that rejects. */
  void sayRejectedThoughStopped(String operationId) {
    endByDevice(operationId, DeviceAckKind.CANCELLED, OperationState.FAILED, "rejectedByDevice");
  }

  /** The device is asked to stop; the second time changes nothing. */
  void askToStop(String operationId) {
    Decision about = decision(DispatchEventKind.CANCEL_REQUESTED, cancel(operationId, false));
    log.dispatches.add(about);
    if (!isAskedToStop(operationId)) {
      Standing before = operations.get(operationId).standing();
      status(
          operationId,
          new Standing(before.state(), OperationPhase.CANCEL_REQUESTED, null),
          Messages.cause(Topic.DISPATCH_EVENTS, about.offset()),
          nowMs);
    }
  }

  /** The device stops, whether it was asked to or not. */
  void stop(String operationId) {
    endByDevice(operationId, DeviceAckKind.CANCELLED, OperationState.CANCELLED, null);
  }

  /** The device stops as it was asked to, and its answer is read before the request. */
  void stopBeforeTheRequestIsRead(String operationId) {
    Decision about = decision(DispatchEventKind.CANCEL_REQUESTED, cancel(operationId, false));
    log.dispatches.add(about);
    endByDevice(
        operationId, DeviceAckKind.CANCELLED, OperationState.CANCELLED, "cancelledByDevice");
    status(
        operationId,
        new Standing(OperationState.CANCELLED, null, null),
        Messages.cause(Topic.DISPATCH_EVENTS, about.offset()),
        nowMs);
  }

  /** The device goes on although it was asked to stop. */
  void refuseToStop(String operationId) {
    Ack ack = ack(operationId, DeviceAckKind.CANCEL_REFUSED, null);
    status(
        operationId,
        new Standing(OperationState.IN_PROGRESS, OperationPhase.INSTALLING, null),
        Messages.cause(Topic.DEVICE_ACKS, ack.offset()),
        nowMs);
  }

  /** The operation ends without the device being asked, and a caller asks for it once more. */
  void withdraw(String operationId, boolean forced) {
    Decision about = decision(DispatchEventKind.UPDATE_WITHDRAWN, cancel(operationId, forced));
    log.dispatches.add(Changes.forced(about, forced));
    Decision again = decision(DispatchEventKind.UPDATE_WITHDRAWN, cancel(operationId, false));
    log.dispatches.add(Changes.forced(again, forced));
    end(
        operationId,
        new Standing(OperationState.CANCELLED, null, null),
        Messages.cause(Topic.DISPATCH_EVENTS, about.offset()),
        nowMs);
  }

  /** A caller wants to cancel what has ended. */
  void cancelTooLate(String operationId, boolean forced) {
    log.dispatches.add(decision(DispatchEventKind.CANCEL_REFUSED, cancel(operationId, forced)));
  }

  /** A command to cancel that is not decided. */
  Command cancel(String operationId, boolean forced) {
    tick();
    String device = operations.get(operationId).device();
    Command cancel = Messages.cancel(offset(), device, operationId, nowMs, forced);
    log.cancels.add(cancel);
    return cancel;
  }

  /** After the end the device says something else. */
  StatusEntry.Changed lateResult(String operationId, String result) {
    Ack ack = ack(operationId, result, null);
    StatusEntry.Changed end = lastStatus(operationId);
    StatusEntry.Changed said = Changes.revised(Changes.moved(end, offset()), end.revision() + 1);
    StatusEntry.Changed late =
        Changes.caused(
            Changes.late(
                Changes.timed(
                    said, Math.max(nowMs, end.lastActionAtMs()), null, end.completedAtMs()),
                result),
            Messages.cause(Topic.DEVICE_ACKS, ack.offset()));
    log.statuses.add(late);
    return late;
  }

  /** The operation's time is over. */
  void forget(String operationId) {
    long endedAtMs = lastStatus(operationId).completedAtMs();
    log.forgotten.add(new StatusEntry.Forgotten(offset(), operationId, endedAtMs + KEPT_MS));
  }

  /** The device says that it is there. */
  void hello(String device) {
    tick();
    log.acks.add(Messages.ack(offset(), device, "", DeviceAckKind.HELLO, null));
  }

  /** The end is dated to the moment it was due; the other devices' time does not move on. */
  void timeOut(String operationId, String errorCode) {
    long dueAtMs = operations.get(operationId).deadlineAtMs();
    end(
        operationId,
        new Standing(OperationState.FAILED, null, errorCode),
        Messages.timer(errorCode.replace("Timeout", ""), dueAtMs),
        dueAtMs);
  }

  /** A deadline ran out in an outage, and is put off. */
  void extend(String operationId) {
    LifeSoFar before = operations.get(operationId);
    status(
        operationId,
        before.standing(),
        Messages.timer("outage", before.deadlineAtMs()),
        before.deadlineAtMs());
  }

  /** A word of the device that changes nothing any more. */
  Ack ack(String operationId, String kind, @Nullable String progress) {
    tick();
    Ack ack =
        Messages.ack(offset(), operations.get(operationId).device(), operationId, kind, progress);
    log.acks.add(ack);
    return ack;
  }

  private void endByDevice(
      String operationId, String kind, String state, @Nullable String errorCode) {
    Ack ack = ack(operationId, kind, null);
    end(
        operationId,
        new Standing(state, null, errorCode),
        Messages.cause(Topic.DEVICE_ACKS, ack.offset()),
        nowMs);
  }

  private void end(String operationId, Standing standing, Cause cause, long atMs) {
    release(status(operationId, standing, cause, atMs));
  }

  private void release(StatusEntry.Changed end) {
    log.dispatches.add(
        Messages.decision(
            offset(),
            DispatchEventKind.DOCK_RELEASED,
            end.device(),
            end.operationId(),
            Messages.cause(Topic.OPERATION_STATUS, end.offset())));
  }

  private StatusEntry.Changed status(
      String operationId, Standing standing, Cause cause, long atMs) {
    LifeSoFar before = operations.get(operationId);
    boolean isFinal = standing.isFinal();
    // what the device says meanwhile does not put off a requested cancel
    boolean isWaiting = isAskedToStop(operationId) && standing.isCancelRequested();
    long deadlineAtMs = isWaiting ? before.deadlineAtMs() : atMs + DEADLINE_MS;
    LifeSoFar now = new LifeSoFar(before.device(), before.revision() + 1, deadlineAtMs, standing);
    operations.put(operationId, now);
    StatusEntry.Changed status =
        Changes.timed(
            Messages.status(offset(), now.device(), operationId, now.revision(), standing, cause),
            atMs,
            isFinal ? null : Long.valueOf(deadlineAtMs),
            isFinal ? Long.valueOf(atMs) : null);
    log.statuses.add(status);
    return status;
  }

  private boolean isAskedToStop(String operationId) {
    Standing standing = operations.get(operationId).standing();
    return standing != null && standing.isCancelRequested();
  }

  private StatusEntry.Changed lastStatus(String operationId) {
    List<StatusEntry.Changed> statuses = log.statusesOf(operationId);
    return statuses.get(statuses.size() - 1);
  }

  /** The dock admits what was requested. */
  private Decision admission(Command request) {
    Decision admission = Changes.at(decision(DispatchEventKind.UPDATE_ADMITTED, request), nowMs);
    log.dispatches.add(admission);
    return admission;
  }

  private Decision decision(String kind, Command command) {
    return Messages.decision(
        offset(),
        kind,
        command.device(),
        command.operationId(),
        Messages.cause(Topic.UPDATE_COMMANDS, command.offset()));
  }

  private Decision decision(String kind, Ack ack) {
    return Messages.decision(
        offset(),
        kind,
        ack.device(),
        ack.operationId(),
        Messages.cause(Topic.DEVICE_ACKS, ack.offset()));
  }

  private Decision ofDevice(String kind, String device) {
    return Messages.decision(
        offset(), kind, device, null, Messages.cause(Topic.UPDATE_COMMANDS, 0));
  }

  /** One counter for all topics: an offset is then found on one topic only. */
  private long offset() {
    nextOffset += MemoryShardLog.OFFSET_STEP;
    return nextOffset;
  }

  private void tick() {
    nowMs += STEP_MS;
  }
}
