package dev.drydock.check.rules;

import java.util.Set;

/** Checks an installation's log, shard after shard. Not thread-safe. */
public final class LogCheck {

  private final CheckOptions options;
  private final Set<Position> givenUp;
  private final Findings findings = new Findings();
  private final Answers answers;
  private final Tally tally = new Tally();

  /**
   * Begins a check.
   *
   * @param givenUp where the records stand that a service gave up: no decision is owed for them
   */
  public LogCheck(CheckOptions options, Set<Position> givenUp) {
    this.options = options;
    this.givenUp = Set.copyOf(givenUp);
    this.answers = new Answers(options, findings);
  }

  /** Checks a shard; each is to be checked once. */
  public void check(ShardLog shard) {
    new ShardCheck(shard, options, findings, tally).run(givenUp, answers);
  }

  /**
   * Returns what was found, once all shards are checked.
   *
   * @param deadLetters how many records services gave up
   * @param unreadable how many records on the topics are none of the contract
   */
  public CheckReport report(long deadLetters, long unreadable) {
    answers.finish();
    return new CheckReport(
        tally.toCounts(deadLetters, unreadable), findings.count(), findings.kept());
  }
}
