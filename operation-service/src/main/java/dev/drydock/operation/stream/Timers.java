package dev.drydock.operation.stream;

import dev.drydock.operation.core.Operation;
import dev.drydock.schemas.DeadLetterReason;
import dev.drydock.stream.Inbound;
import dev.drydock.stream.ShardContext;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;

/** Does what has come due. */
final class Timers {

  /** How many timers are taken from the index at once: the time is looked at between. */
  private static final int TAKEN_AT_ONCE = 4;

  private final ShardContext context;
  private final DeadlineIndex index;
  private final Operations operations;
  private final EarlyAcks earlyAcks;
  private final TimerSettings settings;
  private final LongSupplier nanoTime;

  Timers(
      ShardContext context,
      DeadlineIndex index,
      Operations operations,
      EarlyAcks earlyAcks,
      TimerSettings settings,
      LongSupplier nanoTime) {
    this.context = context;
    this.index = index;
    this.operations = operations;
    this.earlyAcks = earlyAcks;
    this.settings = settings;
    this.nanoTime = nanoTime;
  }

  /**
   * Handles one batch, bounded by its size and by time: records of the input wait meanwhile.
   *
   * @param now the time, as far as the inputs have been read
   * @return how many timers were handled
   */
  int tick(Instant now) {
    long began = nanoTime.getAsLong();
    int handled = 0;
    while (handled < settings.batchSize()) {
      int limit = Math.min(settings.batchSize() - handled, TAKEN_AT_ONCE);
      List<DeadlineIndex.Entry> due = index.takeDue(now, limit);
      due.forEach(entry -> handle(entry, now));
      handled += due.size();
      if (due.size() < limit || isSpent(began)) {
        break;
      }
    }
    return handled;
  }

  private boolean isSpent(long began) {
    return nanoTime.getAsLong() - began >= settings.tickBudget().toNanos();
  }

  private void handle(DeadlineIndex.Entry entry, Instant now) {
    switch (entry.subject()) {
      case OPERATION -> wake(entry.operationId(), now);
      case EARLY_ACKS -> giveUpAcks(entry.operationId());
      case STATUS -> operations.retire(entry);
    }
  }

  private void wake(String operationId, Instant now) {
    Operations.Known known = operations.find(operationId);
    if (known == null) {
      return;
    }
    Operation operation = known.operation();
    if (operations.wakeAt(operation).isAfter(now)) {
      operations.postpone(operation);
    } else if (operation.phase().isFinal()) {
      operations.forget(operation);
    } else {
      operation.deadline().ifPresent(deadline -> operations.pass(deadline, known.woken()));
    }
  }

  /** What waited in vain for a request to an operation that is known has nothing to say of it. */
  private void giveUpAcks(String operationId) {
    List<Inbound> acks = earlyAcks.take(operationId);
    if (operations.find(operationId) == null) {
      acks.forEach(
          ack ->
              context.giveUp(
                  ack.giveUp(
                      DeadLetterReason.UNKNOWN_OPERATION,
                      "Expected the operation \""
                          + operationId
                          + "\" to be admitted while the ack waited, but it was not.")));
    }
  }
}
