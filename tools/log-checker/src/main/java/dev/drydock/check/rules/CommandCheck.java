package dev.drydock.check.rules;

import dev.drydock.schemas.Topic;
import java.util.List;
import java.util.Set;

/** I3 of commands: each is decided once. */
final class CommandCheck {

  private final int partition;
  private final CheckOptions options;
  private final Findings findings;
  private final Tally tally;

  CommandCheck(int partition, CheckOptions options, Findings findings, Tally tally) {
    this.partition = partition;
    this.options = options;
    this.findings = findings;
    this.tally = tally;
  }

  /**
   * Looks at a command.
   *
   * @param decisions what names it as the command that it decides
   * @param givenUp commands and other records that a service gave up: no decision is owed for them
   */
  void accept(Command command, Subject subject, List<Claim> decisions, Set<Position> givenUp) {
    Position position = new Position(Topic.UPDATE_COMMANDS, partition, command.offset());
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
      undecided(command, subject, position);
    }
  }

  private void undecided(Command command, Subject subject, Position position) {
    if (options.quiet() || options.isOverdue(command.atMs())) {
      findings.add(
          Invariant.KEPT_PROMISE,
          "Expected a decision on " + subject + " at " + position + ", but there is none.");
    } else {
      tally.count(Tally.Counted.UNDECIDED);
    }
  }
}
