package dev.drydock.operation.stream;

import dev.drydock.operation.core.Operation;
import dev.drydock.operation.core.OperationEvent;
import dev.drydock.operation.core.OperationInput;
import dev.drydock.operation.core.OperationRules;
import dev.drydock.operation.core.Outcome;
import dev.drydock.schemas.DeadLetterReason;
import dev.drydock.schemas.Topic;
import dev.drydock.stream.Inbound;
import dev.drydock.stream.Shard;
import dev.drydock.stream.ShardContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What happens to the operations of one partition. */
final class OperationShard implements Shard {

  /** How far ahead of the clock a record may be dated: as far as brokers allow by default. */
  private static final Duration AHEAD = Duration.ofHours(1);

  private final ShardContext context;
  private final Operations operations;
  private final EarlyAcks earlyAcks;
  private final Outages outages;
  private final InstantSource clock;

  OperationShard(
      ShardContext context,
      Operations operations,
      EarlyAcks earlyAcks,
      Outages outages,
      InstantSource clock) {
    this.context = context;
    this.operations = operations;
    this.earlyAcks = earlyAcks;
    this.outages = outages;
    this.clock = clock;
  }

  @Override
  public void handle(Inbound inbound) {
    outages.look(inbound.at());
    apply(inbound);
  }

  private void apply(Inbound inbound) {
    OperationInputCodec.Meaning meaning = OperationInputCodec.meaning(inbound.value());
    if (meaning instanceof OperationInputCodec.Told told) {
      decide(told, inbound);
    } else if (meaning instanceof OperationInputCodec.Unfit unfit) {
      context.giveUp(inbound.giveUp(unfit.reason(), unfit.message()));
    }
  }

  private void decide(OperationInputCodec.Told told, Inbound inbound) {
    Operations.Known known = operations.find(told.operationId());
    if (known != null) {
      known = passMissed(known, inbound);
    }
    Operation operation = known == null ? null : known.operation();
    Outcome outcome = OperationRules.decide(operation, told.input(), at(inbound));
    if (outcome instanceof Outcome.Changed changed) {
      operations.change(known, changed.event(), inbound.cause(), inbound.headers());
      if (known == null || changed.event().kind() == OperationEvent.Kind.CANCEL_REQUESTED) {
        earlyAcks.take(told.operationId()).forEach(this::apply);
      }
    } else if (outcome instanceof Outcome.AlreadyEnded && operation != null) {
      operations.tell(operation, inbound.cause(), inbound.headers());
    } else if (outcome instanceof Outcome.Refused refused) {
      refuse(refused.reason(), told, inbound);
      if (operation != null && told.input() instanceof OperationInput.Admitted admitted) {
        operations.turnAway(admitted, operation, inbound);
      }
    }
  }

  /**
   * A record that was written after the deadline finds it passed, although the timer has not fired
   * yet: but for what the other inputs may still bring that put it off. A record that is dated
   * after a deadline that has not come does not bring it forward.
   */
  private Operations.Known passMissed(Operations.Known known, Inbound inbound) {
    return OperationRules.missed(known.operation(), at(inbound))
        .filter(deadline -> !clock.instant().isBefore(deadline.dueAt()))
        .filter(deadline -> context.othersAreReadUpTo(inbound, deadline.dueAt()))
        .map(deadline -> operations.pass(deadline, known))
        .orElse(known);
  }

  private void refuse(Outcome.Refusal reason, OperationInputCodec.Told told, Inbound inbound) {
    switch (reason) {
      case UNKNOWN_OPERATION ->
          await("the operation \"" + told.operationId() + "\" to be admitted", told, inbound);
      case NOT_ASKED ->
          await("somebody to cancel the operation \"" + told.operationId() + '"', told, inbound);
      case OTHER_DEVICE ->
          giveUp(
              inbound,
              "Expected a record of the device that operation \""
                  + told.operationId()
                  + "\" updates, but it is of \""
                  + inbound.key()
                  + "\".");
    }
  }

  /** An event of the dock does not wait: its operation's admission stands before it or nowhere. */
  private void await(String what, OperationInputCodec.Told told, Inbound inbound) {
    List<Inbound> shed =
        inbound.topic() == Topic.DEVICE_ACKS
            ? earlyAcks.park(told.operationId(), inbound, clock.instant())
            : List.of(inbound);
    shed.forEach(
        record ->
            giveUp(
                record,
                "Expected " + what + ", but that is not so yet, and no more can wait for it."));
  }

  private void giveUp(Inbound inbound, String message) {
    context.giveUp(inbound.giveUp(DeadLetterReason.UNKNOWN_OPERATION, message));
  }

  private Instant at(Inbound inbound) {
    Instant latest = Instant.ofEpochMilli(clock.instant().plus(AHEAD).toEpochMilli());
    return inbound.at().isAfter(latest) ? latest : inbound.at();
  }
}
