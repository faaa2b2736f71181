package dev.drydock.check.rules;

import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.OperationState;
import dev.drydock.schemas.Topic;
import java.util.List;
import java.util.Set;

/**
 * Checks one shard. Each topic is read once, in an order in which what is claimed comes before what
 * it is claimed of: statuses, decisions, acks, requests.
 */
final class ShardCheck {

  private final ShardLog log;
  private final CheckOptions options;
  private final Findings findings;
  private final Tally tally;
  private final Operations operations = new Operations();
  private final CauseCheck causes;

  ShardCheck(ShardLog log, CheckOptions options, Findings findings, Tally tally) {
    this.log = log;
    this.options = options;
    this.findings = findings;
    this.tally = tally;
    this.causes = new CauseCheck(log, options, findings);
  }

  /**
   * Runs the check.
   *
   * @param givenUp requests and other records that a service gave up, of any shard
   * @param answers what devices and callers were told
   */
  void run(Set<Position> givenUp, Answers answers) {
    readStatuses();
    readDispatches();
    readAcks(answers);
    readCommands(givenUp, answers);
    operations.all().forEach(operation -> checkEnd(operation, answers));
  }

  private void readStatuses() {
    StatusCauses statusCauses = new StatusCauses(log.partition(), causes, findings);
    StatusCheck statuses =
        new StatusCheck(log.partition(), options, operations, statusCauses, findings);
    log.readStatuses(
        entry -> {
          tally.count(Tally.Counted.STATUSES);
          statuses.accept(entry);
        });
  }

  private void readDispatches() {
    DockCheck docks = new DockCheck(log, options, operations, causes, findings);
    log.readDispatches(
        entry -> {
          docks.accept(entry);
          if (entry.isOfOperation()) {
            settle(entry);
          }
        });
    docks.finish();
    causes.finish(Topic.DISPATCH_EVENTS);
  }

  private void settle(Decision decision) {
    Subject subject = operations.subject(decision.operationId(), decision.device());
    causes.settle(decision.offset(), subject, FactKind.of(decision));
    claimCause(decision, subject);
  }

  private void claimCause(Decision decision, Subject subject) {
    switch (decision.kind()) {
      case DispatchEventKind.UPDATE_ADMITTED ->
          claim(decision, subject, FactKind.REQUEST, Tally.Counted.ADMISSIONS);
      case DispatchEventKind.UPDATE_CONFLICTED ->
          claim(decision, subject, FactKind.REQUEST, Tally.Counted.CONFLICTS);
      case DispatchEventKind.UPDATE_REFUSED, DispatchEventKind.UPDATE_SKIPPED ->
          claim(decision, subject, FactKind.REQUEST, Tally.Counted.REFUSALS);
      case DispatchEventKind.ADMISSION_REPEATED ->
          claim(decision, subject, FactKind.REPEATED_REQUEST, Tally.Counted.REPEATS);
      case DispatchEventKind.UPDATE_DELIVERED, DispatchEventKind.FETCH_REFUSED ->
          claim(decision, subject, FactKind.FETCHED);
      default -> {
        // the dock's check does it, which knows the statuses and what came before
      }
    }
  }

  private void claim(Decision decision, Subject subject, FactKind expected, Tally.Counted counted) {
    tally.count(counted);
    claim(decision, subject, expected);
  }

  private void claim(Decision decision, Subject subject, FactKind expected) {
    Position position = new Position(Topic.DISPATCH_EVENTS, log.partition(), decision.offset());
    causes.claim(subject, expected, decision.cause(), position);
  }

  private void readAcks(Answers answers) {
    log.readAcks(
        ack -> {
          tally.count(Tally.Counted.ACKS);
          Subject subject = operations.subject(ack.operationId(), ack.device());
          causes.settle(ack.offset(), subject, FactKind.of(ack));
          answers.accept(ack);
        });
    causes.finish(Topic.DEVICE_ACKS);
  }

  private void readCommands(Set<Position> givenUp, Answers answers) {
    KeyCheck keys = new KeyCheck(log.partition(), operations, findings);
    CommandCheck commands = new CommandCheck(log.partition(), options, findings, tally);
    log.readCommands(
        command -> {
          Subject subject = operations.subject(command.operationId(), command.device());
          List<Claim> decisions = causes.settle(command.offset(), subject, FactKind.of(command));
          commands.accept(command, subject, decisions, givenUp);
          if (command.isCancel()) {
            tally.count(Tally.Counted.CANCELS);
            answers.accept(command);
          } else {
            tally.count(Tally.Counted.REQUESTS);
            keys.accept(command, decisions);
          }
        });
    causes.finish(Topic.UPDATE_COMMANDS);
  }

  private void checkEnd(Operation operation, Answers answers) {
    Standing standing = operation.standing();
    if (standing != null && standing.isFinal()) {
      tally.count(counted(standing.state()));
      answers.ended(operation.subject(), standing.state());
    } else if (!operations.isForgotten(operation.subject().operationId())) {
      checkOpen(operation);
    }
  }

  private void checkOpen(Operation operation) {
    if (options.quiet() || options.isOverdue(operation.deadlineAtMs())) {
      findings.add(
          Invariant.KEPT_PROMISE,
          "Expected the end of "
              + operation.subject()
              + " in partition "
              + log.partition()
              + " by its deadline "
              + operation.deadlineAtMs()
              + ", but it stands at revision "
              + operation.revision()
              + ", "
              + operation.standing()
              + '.');
    } else {
      tally.count(Tally.Counted.OPEN);
    }
  }

  private static Tally.Counted counted(String end) {
    return switch (end) {
      case OperationState.SUCCESSFUL -> Tally.Counted.SUCCESSFUL;
      case OperationState.CANCELLED -> Tally.Counted.CANCELLED;
      default -> Tally.Counted.FAILED;
    };
  }
}
