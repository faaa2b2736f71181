package dev.drydock.operation.stream;

import dev.drydock.messages.Cause;
import dev.drydock.operation.core.Deadline;
import dev.drydock.operation.core.Operation;
import dev.drydock.operation.core.OperationEvent;
import dev.drydock.operation.core.OperationInput;
import dev.drydock.operation.core.OperationRules;
import dev.drydock.operation.core.Outcome;
import dev.drydock.operation.state.StoredOperation;
import dev.drydock.stream.Inbound;
import dev.drydock.stream.ShardContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a partition, and what everybody hears of them.
 *
 * <p>Each has exactly one entry in the index, until it is forgotten. The entry's time is never
 * later than what the operation waits for, but may be earlier: what puts a deadline off (a report
 * of progress, the end) leaves the entry alone, and it is moved when it comes up. So a device that
 * reports often costs the index nothing.
 */
final class Operations {

  /** The timer that causes more time to be given: a deadline that was looked at too late. */
  static final String OUTAGE = "outage";

  private final KeyValueStore<String, StoredOperation> store;
  private final DeadlineIndex index;
  private final ShardContext context;
  private final TimerSettings settings;
  private final Outages outages;

  Operations(
      KeyValueStore<String, StoredOperation> store,
      DeadlineIndex index,
      ShardContext context,
      TimerSettings settings,
      Outages outages) {
    this.store = store;
    this.index = index;
    this.context = context;
    this.settings = settings;
    this.outages = outages;
  }

  @Nullable Known find(String operationId) {
    StoredOperation state = store.get(operationId);
    return state == null
        ? null
        : new Known(OperationStateCodec.operation(operationId, state), state.getWakeAt());
  }

  /** Applies an event: stores the operation, writes its new status, and returns it. */
  Known change(@Nullable Known before, OperationEvent event, Cause cause, Headers causeHeaders) {
    Operation after = OperationRules.evolve(before == null ? null : before.operation(), event);
    Instant wakeAt = index(before == null ? null : before.wakeAt(), after);
    store.put(after.id(), OperationStateCodec.state(after, wakeAt));
    tell(after, event.logLines(), cause, causeHeaders);
    return new Known(after, wakeAt);
  }

  /** Applies that a deadline was missed, or puts it off when it was missed in an outage. */
  Known pass(Deadline deadline, Known known) {
    Optional<Instant> grace = outages.grace(known.operation(), deadline.dueAt());
    Outcome outcome =
        OperationRules.decide(
            known.operation(),
            new OperationInput.DeadlinePassed(deadline.kind(), grace.orElse(null)),
            deadline.dueAt());
    if (!(outcome instanceof Outcome.Changed changed)) {
      return known;
    }
    String timer =
        changed.event() instanceof OperationEvent.DeadlineExtended
            ? OUTAGE
            : deadline.kind().name().toLowerCase(Locale.ROOT);
    Cause cause = new Cause(null, context.partition(), null, timer, deadline.dueAt());
    return change(known, changed.event(), cause, new RecordHeaders());
  }

  /** Writes an operation's status as it is. */
  void tell(Operation operation, Cause cause, Headers causeHeaders) {
    tell(operation, List.of(), cause, causeHeaders);
  }

  private void tell(Operation operation, List<String> logLines, Cause cause, Headers causeHeaders) {
    context.write(
        OperationStatusCodec.status(operation, logLines, cause),
        operation.times().lastActionAt(),
        causeHeaders);
  }

  /**
   * Frees the dock of a device to which an id was admitted that is another operation's: writes that
   * the admission failed, and then the other's status again, so that compaction keeps that one.
   */
  void turnAway(OperationInput.Admitted admitted, Operation owner, Inbound inbound) {
    context.write(
        OperationStatusCodec.rejected(admitted, inbound.at(), inbound.cause()),
        inbound.at(),
        inbound.headers());
    tell(owner, inbound.cause(), inbound.headers());
  }

  /** Returns when something is to be done about an operation if nothing happens before. */
  Instant wakeAt(Operation operation) {
    return operation
        .deadline()
        .map(Deadline::dueAt)
        .orElseGet(() -> operation.times().phaseSince().plus(settings.keepEnded()));
  }

  /** Puts an operation whose entry came up too early back into the index. */
  void postpone(Operation operation) {
    Instant wakeAt = wakeAt(operation);
    index.add(entry(wakeAt, operation));
    store.put(operation.id(), OperationStateCodec.state(operation, wakeAt));
  }

  /** Forgets an operation that ended long ago; its status stays on the log for its own time. */
  void forget(Operation operation) {
    store.delete(operation.id());
    Instant until = operation.times().phaseSince().plus(settings.statusRetention());
    index.add(new DeadlineIndex.Entry(until, DeadlineIndex.Subject.STATUS, operation.id()));
  }

  /**
   * Removes the status of an operation from the log, unless its id was admitted anew since it was
   * forgotten: that operation's own end brings the removal.
   */
  void retire(DeadlineIndex.Entry status) {
    if (store.get(status.operationId()) == null) {
      context.forgetOperation(status.operationId(), status.dueAt());
    }
  }

  /** Returns the time of the operation's entry. */
  private Instant index(@Nullable Instant indexed, Operation operation) {
    Instant wakeAt = wakeAt(operation);
    if (indexed != null && !wakeAt.isBefore(indexed)) {
      return indexed;
    }
    if (indexed != null) {
      index.remove(entry(indexed, operation));
    }
    index.add(entry(wakeAt, operation));
    return wakeAt;
  }

  private static DeadlineIndex.Entry entry(Instant wakeAt, Operation operation) {
    return new DeadlineIndex.Entry(wakeAt, DeadlineIndex.Subject.OPERATION, operation.id());
  }

  /**
   * A stored operation.
   *
   * @param operation the operation
   * @param wakeAt time of its entry in the index; null when the entry has just been taken out
   */
  record Known(Operation operation, @Nullable Instant wakeAt) {

    Known woken() {
      return new Known(operation, null);
    }
  }
}
