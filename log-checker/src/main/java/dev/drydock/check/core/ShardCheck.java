package dev.drydock.check.core;

import java.util.List;
import java.util.Map;
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
   * @param unseen how many of each answered ack were not seen yet; those that are seen are taken
   *     out
   */
  void run(Set<Position> givenUp, Map<AnsweredAck, Integer> unseen) {
    readStatuses();
    readDispatches();
    readAcks(unseen);
    readRequests(givenUp);
    operations.all().forEach(this::checkEnd);
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
    DockCheck docks = new DockCheck(log, options, operations, findings);
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
      case UPDATE_ADMITTED, UPDATE_CONFLICTED, UPDATE_REFUSED -> {
        tally.count(counted(entry.kind()));
        causes.claim(subject, FactKind.REQUEST, about.cause(), position);
      }
      case ADMISSION_REPEATED -> {
        tally.count(Tally.Counted.REPEATS);
        causes.claim(subject, FactKind.REPEATED_REQUEST, about.cause(), position);
      }
      case UPDATE_DELIVERED, FETCH_REFUSED ->
          causes.claim(subject, FactKind.FETCHED, about.cause(), position);
      case DOCK_RELEASED -> {
        // looked up by the dock's check, for statuses are read already
      }
    }
  }

  private void readAcks(Map<AnsweredAck, Integer> unseen) {
    log.readAcks(
        ack -> {
          tally.count(Tally.Counted.ACKS);
          Subject subject = operations.subject(ack.operationId(), ack.device());
          causes.settle(ack.offset(), subject, FactKind.of(ack.kind()));
          unseen.computeIfPresent(
              new AnsweredAck(ack.device(), ack.operationId(), ack.kind(), ack.progress()),
              (answered, count) -> count == 1 ? null : count - 1);
        });
    causes.finish(LogTopic.DEVICE_ACKS);
  }

  private void readRequests(Set<Position> givenUp) {
    KeyCheck keys = new KeyCheck(log.partition(), operations, findings);
    log.readRequests(
        request -> {
          tally.count(Tally.Counted.REQUESTS);
          Subject subject = operations.subject(request.operationId(), request.device());
          List<Claim> decisions = causes.settle(request.offset(), subject, FactKind.REQUEST);
          keys.accept(request, decisions);
          Position position = position(LogTopic.UPDATE_COMMANDS, request.offset());
          if (decisions.size() > 1) {
            findings.add(
                Invariant.KEPT_PROMISE,
                "Expected one decision on "
                    + subject
                    + " at "
                    + position
                    + ", but there are "
                    + decisions.size()
                    + '.');
          } else if (decisions.isEmpty() && !givenUp.contains(position)) {
            undecided(request, subject, position);
          }
        });
    causes.finish(LogTopic.UPDATE_COMMANDS);
  }

  private void undecided(RequestEntry request, Subject subject, Position position) {
    if (options.quiet() || options.isOverdue(request.atMs())) {
      findings.add(
          Invariant.KEPT_PROMISE,
          "Expected a decision on " + subject + " at " + position + ", but there is none.");
    } else {
      tally.count(Tally.Counted.UNDECIDED);
    }
  }

  private void checkEnd(Operation operation) {
    StatusEntry.Standing standing = operation.standing();
    if (standing != null && standing.state().isFinal()) {
      tally.count(counted(standing.state()));
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
      case UPDATE_REFUSED -> Tally.Counted.REFUSALS;
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
