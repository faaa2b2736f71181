package dev.drydock.operation.stream;

import dev.drydock.operation.core.Operation;
import dev.drydock.schemas.DeadLetterReason;
import dev.drydock.stream.ShardContext;
import java.time.Instant;

/** Does what has come due. */
final class Timers {

  private final ShardContext context;
  private final DeadlineIndex index;
  private final Operations operations;
  private final EarlyAcks earlyAcks;
  private final int batchSize;

  Timers(
      ShardContext context,
      DeadlineIndex index,
      Operations operations,
      EarlyAcks earlyAcks,
      int batchSize) {
    this.context = context;
    this.index = index;
    this.operations = operations;
    this.earlyAcks = earlyAcks;
    this.batchSize = batchSize;
  }

  /**
   * Handles one batch: records of the input wait meanwhile.
   *
   * @param now the time, as far as the inputs have been read
   */
  void tick(Instant now) {
    for (DeadlineIndex.Entry entry : index.takeDue(now, batchSize)) {
      switch (entry.subject()) {
        case OPERATION -> wake(entry.operationId(), now);
        case EARLY_ACKS -> giveUpAcks(entry.operationId());
      }
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

  private void giveUpAcks(String operationId) {
    earlyAcks
        .take(operationId)
        .forEach(
            ack ->
                context.giveUp(
                    ack.giveUp(
                        DeadLetterReason.NOBODYS,
                        "Expected the operation \""
                            + operationId
                            + "\" to be admitted while the ack waited, but it was not.")));
  }
}
