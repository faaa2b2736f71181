package dev.drydock.check.core;

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

  /** Requests an update that nobody decides. */
  RequestEntry request(String device) {
    return request(device, null);
  }

  private RequestEntry request(String device, RequestEntry.@Nullable Key key) {
    tick();
    RequestEntry request = new RequestEntry(offset(), device, "op-" + nextOperation++, nowMs, key);
    log.requests.add(request);
    return request;
  }

  /** Requests an update that is admitted; returns the operation. */
  String admit(String device) {
    return admit(device, null);
  }

  /** Requests an update under a key; it is admitted. */
  String admit(String device, RequestEntry.@Nullable Key key) {
    RequestEntry request = request(device, key);
    DispatchEntry.About about = decision(request);
    log.dispatches.add(new DispatchEntry.UpdateAdmitted(about, nowMs));
    operations.put(request.operationId(), LifeSoFar.before(device));
    status(
        request.operationId(),
        new StatusEntry.Standing(State.QUEUED, Phase.ADMITTED, null),
        cause(LogTopic.DISPATCH_EVENTS, about.offset()),
        nowMs);
    return request.operationId();
  }

  /** Requests an update under the key of one that was admitted. */
  void repeat(String device, RequestEntry.@Nullable Key key, String operationId) {
    DispatchEntry.About about = decision(request(device, key));
    log.dispatches.add(
        new DispatchEntry.AdmissionRepeated(
            new DispatchEntry.About(about.offset(), device, operationId, about.cause())));
  }

  void register(String device) {
    log.deviceDecisions.add(new DeviceEntry.Registered(offset(), device));
  }

  void retire(String device) {
    log.deviceDecisions.add(new DeviceEntry.Retired(offset(), device));
  }

  void refuseToRetire(String device, String holder) {
    log.deviceDecisions.add(new DeviceEntry.RetirementRefused(offset(), device, holder));
  }

  /** Nothing happens for a while. */
  void pause(Duration time) {
    nowMs += time.toMillis();
  }

  /** Has a dock admit an operation again that has ended, and hear of its end once more. */
  void readmit(String operationId) {
    StatusEntry.Changed end = lastStatus(operationId);
    tick();
    RequestEntry request = new RequestEntry(offset(), end.device(), operationId, nowMs, null);
    log.requests.add(request);
    DispatchEntry.About about = decision(request);
    log.dispatches.add(new DispatchEntry.UpdateAdmitted(about, nowMs));
    StatusEntry.Changed again =
        Changes.caused(
            Changes.moved(end, offset()), cause(LogTopic.DISPATCH_EVENTS, about.offset()));
    log.statuses.add(again);
    release(again);
  }

  /** Requests an update that the holder keeps out. */
  String conflict(String device, String holder) {
    RequestEntry request = request(device);
    log.dispatches.add(new DispatchEntry.UpdateConflicted(decision(request), holder));
    return request.operationId();
  }

  /** Requests an update of a device that nobody knows. */
  void refuse(String device) {
    log.dispatches.add(new DispatchEntry.UpdateRefused(decision(request(device))));
  }

  void deliver(String operationId) {
    AckEntry fetched = ack(operationId, AckKind.FETCHED, null);
    DispatchEntry.About about = about(fetched.device(), operationId, fetched.offset());
    log.dispatches.add(new DispatchEntry.UpdateDelivered(about));
    status(
        operationId,
        new StatusEntry.Standing(State.QUEUED, Phase.DELIVERED, null),
        cause(LogTopic.DISPATCH_EVENTS, about.offset()),
        nowMs);
  }

  /** The device comes too late, or for what it was never told of. */
  void refuseFetch(String operationId) {
    AckEntry fetched = ack(operationId, AckKind.FETCHED, null);
    log.dispatches.add(
        new DispatchEntry.FetchRefused(about(fetched.device(), operationId, fetched.offset())));
  }

  /** The device works; while it is asked to stop, that alone counts. */
  void progress(String operationId, Phase phase, String words) {
    AckEntry ack = ack(operationId, AckKind.PROGRESS, words);
    boolean isAsked = isAskedToStop(operationId);
    status(
        operationId,
        new StatusEntry.Standing(State.IN_PROGRESS, isAsked ? Phase.CANCEL_REQUESTED : phase, null),
        cause(LogTopic.DEVICE_ACKS, ack.offset()),
        nowMs);
  }

  void succeed(String operationId) {
    endByDevice(operationId, AckKind.SUCCEEDED, State.SUCCESSFUL, null);
  }

  void fail(String operationId) {
    endByDevice(operationId, AckKind.FAILED, State.FAILED, "deviceReportedFailure");
  }

  void reject(String operationId) {
    endByDevice(operationId, AckKind.REJECTED, State.FAILED, "rejectedByDevice");
  }

  /** A service that takes a device that stopped for one that rejects. */
  void sayRejectedThoughStopped(String operationId) {
    endByDevice(operationId, AckKind.CANCELLED, State.FAILED, "rejectedByDevice");
  }

  /** The device is asked to stop; the second time changes nothing. */
  void askToStop(String operationId) {
    DispatchEntry.About about = decision(cancel(operationId, false));
    log.dispatches.add(new DispatchEntry.CancelRequested(about));
    if (!isAskedToStop(operationId)) {
      StatusEntry.Standing before = operations.get(operationId).standing();
      status(
          operationId,
          new StatusEntry.Standing(before.state(), Phase.CANCEL_REQUESTED, null),
          cause(LogTopic.DISPATCH_EVENTS, about.offset()),
          nowMs);
    }
  }

  /** The device stops, whether it was asked to or not. */
  void stop(String operationId) {
    endByDevice(operationId, AckKind.CANCELLED, State.CANCELLED, null);
  }

  /** The device stops as it was asked to, and its answer is read before the request. */
  void stopBeforeTheRequestIsRead(String operationId) {
    DispatchEntry.About about = decision(cancel(operationId, false));
    log.dispatches.add(new DispatchEntry.CancelRequested(about));
    endByDevice(operationId, AckKind.CANCELLED, State.CANCELLED, "cancelledByDevice");
    status(
        operationId,
        new StatusEntry.Standing(State.CANCELLED, null, null),
        cause(LogTopic.DISPATCH_EVENTS, about.offset()),
        nowMs);
  }

  /** The device goes on although it was asked to stop. */
  void refuseToStop(String operationId) {
    AckEntry ack = ack(operationId, AckKind.CANCEL_REFUSED, null);
    status(
        operationId,
        new StatusEntry.Standing(State.IN_PROGRESS, Phase.INSTALLING, null),
        cause(LogTopic.DEVICE_ACKS, ack.offset()),
        nowMs);
  }

  /** The operation ends without the device being asked, and somebody asks for it once more. */
  void withdraw(String operationId, boolean forced) {
    DispatchEntry.About about = decision(cancel(operationId, forced));
    log.dispatches.add(new DispatchEntry.UpdateWithdrawn(about, forced));
    DispatchEntry.About again = decision(cancel(operationId, false));
    log.dispatches.add(new DispatchEntry.UpdateWithdrawn(again, forced));
    end(
        operationId,
        new StatusEntry.Standing(State.CANCELLED, null, null),
        cause(LogTopic.DISPATCH_EVENTS, about.offset()),
        nowMs);
  }

  /** Somebody wants to cancel what has ended. */
  void cancelTooLate(String operationId, boolean forced) {
    log.dispatches.add(new DispatchEntry.CancelRefused(decision(cancel(operationId, forced))));
  }

  /** A command to cancel that nobody decides. */
  CancelEntry cancel(String operationId, boolean forced) {
    tick();
    String device = operations.get(operationId).device();
    CancelEntry cancel = new CancelEntry(offset(), device, operationId, nowMs, forced);
    log.cancels.add(cancel);
    return cancel;
  }

  /** After the end the device says something else. */
  StatusEntry.Changed lateResult(String operationId, AckKind result) {
    AckEntry ack = ack(operationId, result, null);
    StatusEntry.Changed end = lastStatus(operationId);
    StatusEntry.Times times = end.times();
    StatusEntry.Changed late =
        new StatusEntry.Changed(
            offset(),
            end.device(),
            operationId,
            end.revision() + 1,
            end.standing(),
            new StatusEntry.Times(
                Math.max(nowMs, times.lastActionAtMs()), null, times.completedAtMs()),
            result,
            cause(LogTopic.DEVICE_ACKS, ack.offset()));
    log.statuses.add(late);
    return late;
  }

  /** The operation's time is over. */
  void forget(String operationId) {
    long endedAtMs = lastStatus(operationId).times().completedAtMs();
    log.forgotten.add(new StatusEntry.Forgotten(offset(), operationId, endedAtMs + KEPT_MS));
  }

  /** The device says that it is there. */
  void hello(String device) {
    tick();
    log.acks.add(new AckEntry(offset(), device, "", AckKind.HELLO, null));
  }

  /** The end is dated to the moment it was due; the other devices' time does not move on. */
  void timeOut(String operationId, String errorCode) {
    long dueAtMs = operations.get(operationId).deadlineAtMs();
    end(
        operationId,
        new StatusEntry.Standing(State.FAILED, null, errorCode),
        new LogCause.Timer(errorCode.replace("Timeout", ""), MemoryShardLog.PARTITION, dueAtMs),
        dueAtMs);
  }

  /** A deadline ran out in an outage, and is put off. */
  void extend(String operationId) {
    LifeSoFar before = operations.get(operationId);
    status(
        operationId,
        before.standing(),
        new LogCause.Timer("outage", MemoryShardLog.PARTITION, before.deadlineAtMs()),
        before.deadlineAtMs());
  }

  /** A word of the device that changes nothing any more. */
  AckEntry ack(String operationId, AckKind kind, @Nullable String progress) {
    tick();
    AckEntry ack =
        new AckEntry(offset(), operations.get(operationId).device(), operationId, kind, progress);
    log.acks.add(ack);
    return ack;
  }

  private void endByDevice(
      String operationId, AckKind kind, State state, @Nullable String errorCode) {
    AckEntry ack = ack(operationId, kind, null);
    end(
        operationId,
        new StatusEntry.Standing(state, null, errorCode),
        cause(LogTopic.DEVICE_ACKS, ack.offset()),
        nowMs);
  }

  private void end(String operationId, StatusEntry.Standing standing, LogCause cause, long atMs) {
    release(status(operationId, standing, cause, atMs));
  }

  private void release(StatusEntry.Changed end) {
    log.dispatches.add(
        new DispatchEntry.DockReleased(
            new DispatchEntry.About(
                offset(),
                end.device(),
                end.operationId(),
                cause(LogTopic.OPERATION_STATUS, end.offset()))));
  }

  private StatusEntry.Changed status(
      String operationId, StatusEntry.Standing standing, LogCause cause, long atMs) {
    LifeSoFar before = operations.get(operationId);
    boolean isFinal = standing.state().isFinal();
    // what the device says meanwhile does not put off a requested cancel
    boolean isWaiting = isAskedToStop(operationId) && standing.phase() == Phase.CANCEL_REQUESTED;
    long deadlineAtMs = isWaiting ? before.deadlineAtMs() : atMs + DEADLINE_MS;
    LifeSoFar now = new LifeSoFar(before.device(), before.revision() + 1, deadlineAtMs, standing);
    operations.put(operationId, now);
    StatusEntry.Changed status =
        new StatusEntry.Changed(
            offset(),
            now.device(),
            operationId,
            now.revision(),
            standing,
            isFinal
                ? new StatusEntry.Times(atMs, null, atMs)
                : new StatusEntry.Times(atMs, deadlineAtMs, null),
            null,
            cause);
    log.statuses.add(status);
    return status;
  }

  private boolean isAskedToStop(String operationId) {
    StatusEntry.Standing standing = operations.get(operationId).standing();
    return standing != null && standing.phase() == Phase.CANCEL_REQUESTED;
  }

  private StatusEntry.Changed lastStatus(String operationId) {
    List<StatusEntry.Changed> statuses = log.statusesOf(operationId);
    return statuses.get(statuses.size() - 1);
  }

  private DispatchEntry.About decision(CommandEntry request) {
    return new DispatchEntry.About(
        offset(),
        request.device(),
        request.operationId(),
        cause(LogTopic.UPDATE_COMMANDS, request.offset()));
  }

  private DispatchEntry.About about(String device, String operationId, long ackOffset) {
    return new DispatchEntry.About(
        offset(), device, operationId, cause(LogTopic.DEVICE_ACKS, ackOffset));
  }

  private static LogCause cause(LogTopic topic, long offset) {
    return new LogCause.Input(MemoryShardLog.at(topic, offset));
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
