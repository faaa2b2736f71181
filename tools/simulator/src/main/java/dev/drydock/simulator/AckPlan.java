package dev.drydock.simulator;

import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceActivity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Everything a device is going to say about one operation, decided when it reads the command. A
 * function of the behaviour and the operation's id alone.
 *
 * @param outcome how the device will have done
 * @param acks in the order of their times
 */
record AckPlan(Outcome outcome, List<PlannedAck> acks) {

  enum Outcome {
    SUCCEEDS,
    FAILS,
    FALLS_SILENT
  }

  private static final List<PlannedAck> WORK =
      List.of(
          PlannedAck.progress(DeviceActivity.DOWNLOADING, "1 of 2"),
          PlannedAck.progress(DeviceActivity.INSTALLING, "2 of 2"));

  static AckPlan of(Behaviour behaviour, String operationId) {
    Random random = Chance.of(behaviour.seed(), operationId);
    Outcome outcome = outcome(behaviour, random.nextDouble());
    List<PlannedAck> said =
        said(outcome, random).stream().map(ack -> ack.withLogLines(behaviour.logLines())).toList();
    List<PlannedAck> acks = timed(said, behaviour, random);
    if (random.nextDouble() < behaviour.disorder()) {
      acks = shuffled(acks, random);
    }
    acks = withDuplicates(acks, behaviour, random);
    acks.sort(Comparator.comparingLong(PlannedAck::afterNanos));
    return new AckPlan(outcome, List.copyOf(acks));
  }

  private static Outcome outcome(Behaviour behaviour, double drawn) {
    if (drawn < behaviour.silent()) {
      return Outcome.FALLS_SILENT;
    }
    return drawn < behaviour.silent() + behaviour.failure() ? Outcome.FAILS : Outcome.SUCCEEDS;
  }

  private static List<PlannedAck> said(Outcome outcome, Random random) {
    List<PlannedAck> said = new ArrayList<>(WORK);
    switch (outcome) {
      case SUCCEEDS -> said.add(PlannedAck.end(DeviceAckKind.SUCCEEDED, "installed"));
      case FAILS ->
          said.add(PlannedAck.end(DeviceAckKind.FAILED, "the simulated installation failed"));
      case FALLS_SILENT -> said.subList(random.nextInt(WORK.size() + 1), WORK.size()).clear();
    }
    return said;
  }

  private static List<PlannedAck> timed(List<PlannedAck> acks, Behaviour behaviour, Random random) {
    List<PlannedAck> timed = new ArrayList<>(acks.size());
    long nanos = 0;
    for (PlannedAck ack : acks) {
      nanos += thinkNanos(behaviour, random);
      timed.add(ack.at(nanos));
    }
    return timed;
  }

  private static List<PlannedAck> shuffled(List<PlannedAck> acks, Random random) {
    List<Long> times = new ArrayList<>(acks.stream().map(PlannedAck::afterNanos).toList());
    Collections.shuffle(times, random);
    List<PlannedAck> shuffled = new ArrayList<>(acks.size());
    for (int i = 0; i < acks.size(); i++) {
      shuffled.add(acks.get(i).at(times.get(i)));
    }
    // without think time all are due at once, and their place in the list is their order
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private static List<PlannedAck> withDuplicates(
      List<PlannedAck> acks, Behaviour behaviour, Random random) {
    List<PlannedAck> all = new ArrayList<>(acks);
    for (PlannedAck ack : acks) {
      if (random.nextDouble() < behaviour.duplicates()) {
        all.add(ack.at(ack.afterNanos() + thinkNanos(behaviour, random)));
      }
    }
    return all;
  }

  private static long thinkNanos(Behaviour behaviour, Random random) {
    return (long) (behaviour.thinkTime().toNanos() * (0.5 + random.nextDouble()));
  }
}
