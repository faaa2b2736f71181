package dev.drydock.simulator;

import dev.drydock.kit.cluster.Cluster;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A simulated fleet behind a bridge: reads device-commands and writes device-acks.
 *
 * <p>One thread, whatever the number of devices. Every command is answered at least once: its
 * offset is committed when all its acks are durable, so after a crash the same acks (see {@link
 * Behaviour#seed}) are written again. A device that is told to stop while it is at work leaves out
 * what it had still to say.
 */
public final class Fleet {

  /** Commands under way at which reading pauses; each holds a few hundred bytes. */
  private static final int MOST_OPEN = 100_000;

  private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

  private final Cluster cluster;
  private final String group;
  private final DeviceSelection selection;
  private final Behaviour behaviour;
  private final Tally tally = new Tally();
  private volatile boolean joined;

  /**
   * Makes a fleet that does nothing yet.
   *
   * @param group the consumer group; fleets of one group share the work
   * @param selection can be listed when the devices are to say hello
   */
  public Fleet(Cluster cluster, String group, DeviceSelection selection, Behaviour behaviour) {
    this.cluster = cluster;
    this.group = group;
    this.selection = selection;
    this.behaviour = behaviour;
  }

  /**
   * Plays the devices in the calling thread. Acks whose time has not come at the end are dropped;
   * their commands are read again by the group's next member.
   *
   * @param stopped asked at least every 100 ms while Kafka answers
   * @throws dev.drydock.kit.terminal.CommandFailure when acks cannot be written
   * @throws org.apache.kafka.common.KafkaException when commands cannot be read
   */
  public void run(BooleanSupplier stopped) {
    try (var inbox = new CommandInbox(cluster, group, selection, tally);
        var outbox = new AckOutbox(cluster, tally)) {
      if (behaviour.hello()) {
        selection.list().forEach(outbox::greet);
      }
      while (!stopped.getAsBoolean()) {
        turn(inbox, outbox);
      }
      outbox.flush();
      outbox.drainAnswered(inbox::answered);
      tally.publish(inbox.openCount());
    } finally {
      joined = false;
    }
  }

  /** Returns what was done so far. Thread-safe. */
  public FleetCounts counts() {
    return tally.snapshot();
  }

  /** Tells whether the fleet reads commands. Thread-safe. */
  public boolean isJoined() {
    return joined;
  }

  private void turn(CommandInbox inbox, AckOutbox outbox) {
    long now = System.nanoTime();
    outbox.sendDue(now);
    outbox.drainAnswered(inbox::answered);
    inbox.commitNowAndThen();
    int open = inbox.openCount();
    tally.publish(open);
    for (ReceivedCommand command : inbox.poll(pause(outbox, now), open < MOST_OPEN)) {
      if (command.kind() == ReceivedCommand.Kind.INSTALL) {
        install(command, outbox);
      } else {
        withdraw(command, outbox);
      }
    }
    joined = inbox.isJoined();
  }

  private void install(ReceivedCommand command, AckOutbox outbox) {
    AckPlan plan = AckPlan.of(behaviour, command.operationId());
    tally.planned(plan.outcome());
    outbox.add(command, plan.acks(), System.nanoTime());
  }

  private void withdraw(ReceivedCommand command, AckOutbox outbox) {
    String operationId = command.operationId();
    CancelPlan plan = CancelPlan.of(behaviour, command, outbox.isAtWork(operationId));
    tally.withdrawn(plan.outcome());
    if (plan.stops()) {
      outbox.stop(operationId);
    }
    outbox.add(command, plan.acks(), System.nanoTime());
  }

  /** Rounded up to the consumer's unit, for a wait of 0 ms would spin. */
  private static Duration pause(AckOutbox outbox, long now) {
    long nanos = outbox.nanosToNext(now, LONGEST_WAIT.toNanos());
    return Duration.ofMillis(nanos <= 0 ? 0 : nanos / 1_000_000 + 1);
  }
}
