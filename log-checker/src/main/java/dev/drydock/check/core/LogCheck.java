package dev.drydock.check.core;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Checks an installation's log, shard after shard. Not thread-safe. */
public final class LogCheck {

  private final CheckOptions options;
  private final Set<Position> givenUp;
  private final Map<AnsweredAck, Integer> unseen = new HashMap<>();
  private final Findings findings = new Findings();
  private final Tally tally = new Tally();

  /**
   * Begins a check.
   *
   * @param givenUp where the records stand that a service gave up: nobody owes them a decision
   */
  public LogCheck(CheckOptions options, Set<Position> givenUp) {
    this.options = options;
    this.givenUp = Set.copyOf(givenUp);
    options.answeredAcks().forEach(ack -> unseen.merge(ack, 1, Integer::sum));
  }

  /** Checks a shard; each is to be checked once. */
  public void check(ShardLog shard) {
    new ShardCheck(shard, options, findings, tally).run(givenUp, unseen);
  }

  /**
   * Returns what was found, once all shards are checked.
   *
   * @param deadLetters how many records services gave up
   * @param unreadable how many records on the topics are none of the contract
   */
  public CheckReport report(long deadLetters, long unreadable) {
    unseen.forEach(
        (ack, count) ->
            findings.add(
                Invariant.KEPT_ACK,
                "Expected on device-acks what a sender was told is kept, but "
                    + count
                    + " of "
                    + ack
                    + " is not there."));
    unseen.clear();
    return new CheckReport(
        tally.toCounts(deadLetters, unreadable), findings.count(), findings.kept());
  }
}
