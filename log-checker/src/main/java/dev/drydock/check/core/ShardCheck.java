package dev.drydock.check.core;

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
          if (entry instanceof DispatchEntry decision) {
            docks.accept(decision);
            settle(decision);
          } else {
            docks.accept((DeviceEntry) entry);
          }
        });
    docks.finish();
    causes.finish(LogTopic.DISPATCH_EVENTS);
  }

  private void settle(DispatchEntry entry) {
    DispatchEntry.About about = entry.about();
    Subject subject = operations.subject(about.operationId(), about.device());
    causes.settle(about.offset(), subject, FactKind.of(entry.kind()));
    claimCause(entry, subject);
  }

  private void claimCause(DispatchEntry entry, Subject subject) {
    DispatchEntry.About about = entry.about();
    Position position = position(LogTopic.DISPATCH_EVENTS, about.offset());
    switch (entry.kind()) {
      case UPDATE_ADMITTED, UPDATE_CONFLICTED, UPDATE_REFUSED, UPDATE_SKIPPED -> {
        tally.count(counted(entry.kind()));
        causes.claim(subject, FactKind.REQUEST, about.cause(), position);
      }
      case ADMISSION_REPEATED -> {
        tally.count(Tally.Counted.REPEATS);
        causes.claim(subject, FactKind.REPEATED_REQUEST, about.cause(), position);
      }
      case UPDATE_DELIVERED, FETCH_REFUSED ->
          causes.claim(subject, FactKind.FETCHED, about.cause(), position);
      case DOCK_RELEASED, UPDATE_WITHDRAWN, CANCEL_REQUESTED, CANCEL_REFUSED -> {
        // the dock's check does it, which knows the statuses and what came before
      }
    }
  }

  private void readAcks(Answers answers) {
    log.readAcks(
        ack -> {
          tally.count(Tally.Counted.ACKS);
          Subject subject = operations.subject(ack.operationId(), ack.device());
          causes.settle(ack.offset(), subject, FactKind.of(ack.kind()));
          answers.accept(ack);
        });
    causes.finish(LogTopic.DEVICE_ACKS);
  }

  private void readCommands(Set<Position> givenUp, Answers answers) {
    KeyCheck keys = new KeyCheck(log.partition(), operations, findings);
    CommandCheck commands = new CommandCheck(log.partition(), options, findings, tally);
    log.readCommands(
        command -> {
          Subject subject = operations.subject(command.operationId(), command.device());
          List<Claim> decisions = causes.settle(command.offset(), subject, FactKind.of(command));
          commands.accept(command, subject, decisions, givenUp);
          if (command instanceof RequestEntry request) {
            tally.count(Tally.Counted.REQUESTS);
            keys.accept(request, decisions);
          } else {
            tally.count(Tally.Counted.CANCELS);
            answers.accept((CancelEntry) command);
          }
        });
    causes.finish(LogTopic.UPDATE_COMMANDS);
  }

  private void checkEnd(Operation operation, Answers answers) {
    StatusEntry.Standing standing = operation.standing();
    if (standing != null && standing.state().isFinal()) {
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

  private Position position(LogTopic topic, long offset) {
    return new Position(topic, log.partition(), offset);
  }

  private static Tally.Counted counted(DispatchEntry.Kind decision) {
    return switch (decision) {
      case UPDATE_CONFLICTED -> Tally.Counted.CONFLICTS;
      case UPDATE_REFUSED, UPDATE_SKIPPED -> Tally.Counted.REFUSALS;
      default -> Tally.Counted.ADMISSIONS;
    };
  }

  private static Tally.Counted counted(State end) {
    return switch (end) {
      case SUCCESSFUL -> Tally.Counted.SUCCESSFUL;
      case CANCELLED -> Tally.Counted.CANCELLED;
      default -> Tally.Counted.FAILED;
    };
  }
}
