package dev.drydock.operation.core;

import static dev.drydock.operation.core.OperationScenario.DEVICE;
import static dev.drydock.operation.core.OperationScenario.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** What holds for an operation whatever reaches it, in whatever order and however often. */
class OperationPropertiesTest {

  private static final Set<OperationEvent.Kind> LATE =
      Set.of(OperationEvent.Kind.LATE_RESULT, OperationEvent.Kind.LATE_CANCEL);

  @Property
  void shouldEndAtMostOnceAndThenRecordOfEachLateWordOneAtMost(
      @ForAll("inputs") List<Timed> inputs) {
    List<OperationEvent> events = play(inputs).events;

    List<OperationEvent> ends = events.stream().filter(OperationPropertiesTest::isEnd).toList();
    assertThat(ends).hasSizeLessThanOrEqualTo(1);
    List<OperationEvent> restless = withoutLate(events);
    assertThat(restless).endsWith(ends.toArray(OperationEvent[]::new));
    assertThat(events.stream().map(OperationEvent::kind).filter(LATE::contains))
        .doesNotHaveDuplicates();
  }

  @Property
  void shouldReachTheStoredStateByFoldingTheEvents(@ForAll("inputs") List<Timed> inputs) {
    Played played = play(inputs);

    Operation folded = null;
    for (OperationEvent event : played.events) {
      folded = OperationRules.evolve(folded, event);
    }

    assertThat(folded).isEqualTo(played.operation);
  }

  @Property
  void shouldCountEveryChangeAndNeverGoBack(@ForAll("inputs") List<Timed> inputs) {
    Operation before = null;
    for (Timed timed : inputs) {
      if (OperationRules.decide(before, timed.input, timed.at) instanceof Outcome.Changed changed) {
        Operation after = OperationRules.evolve(before, changed.event());
        if (before != null) {
          assertThat(after.revision()).isEqualTo(before.revision() + 1);
          boolean refused = changed.event().kind() == OperationEvent.Kind.CANCEL_REFUSED;
          assertThat(after.phase().compareTo(before.phase())).matches(n -> n >= 0 || refused);
          assertThat(after.state()).isGreaterThanOrEqualTo(before.state());
          assertThat(after.times().lastActionAt()).isAfterOrEqualTo(before.times().lastActionAt());
          assertThat(after.times().phaseSince()).isBeforeOrEqualTo(after.times().lastActionAt());
        }
        before = after;
      }
    }
  }

  @Property
  void shouldChangeNothingWhenTheSameIsPlayedAgainAfterTheEnd(
      @ForAll("inputs") List<Timed> inputs) {
    List<Timed> ended = new ArrayList<>(inputs);
    ended.add(new Timed(OperationScenario.withdrawal(OperationScenario.FORCED), NOON));
    ended.add(new Timed(OperationScenario.end(DeviceResult.SUCCEEDED), NOON));
    ended.add(new Timed(OperationScenario.end(DeviceResult.FAILED), NOON));
    List<Timed> again = new ArrayList<>(ended);
    again.addAll(ended);

    assertThat(withoutLateCancel(play(again).events))
        .isEqualTo(withoutLateCancel(play(ended).events));
  }

  @Property
  void shouldAlwaysWaitForADeadlineThatEndsIt(@ForAll("inputs") List<Timed> inputs) {
    Operation operation = play(inputs).operation;
    if (operation == null || operation.phase().isFinal()) {
      return;
    }
    Deadline deadline = operation.deadline().orElseThrow();

    Outcome outcome =
        OperationRules.decide(
            operation, new OperationInput.DeadlinePassed(deadline.kind()), deadline.dueAt());

    assertThat(deadline.dueAt()).isAfter(operation.times().phaseSince());
    assertThat(outcome).isInstanceOf(Outcome.Changed.class);
  }

  @Property
  void shouldEndTheSameWhenAcksAreCopiedAndReordered(
      @ForAll("reports") List<Timed> reports,
      @ForAll("end") OperationInput end,
      @ForAll Random random) {
    List<Timed> acks = new ArrayList<>(reports);
    acks.add(new Timed(end, NOON.plusSeconds(1_000)));
    List<Timed> disorder = new ArrayList<>(acks);
    disorder.addAll(acks);
    Collections.shuffle(disorder, random);

    Operation plain = play(admittedAnd(acks)).operation;
    Operation disordered = play(admittedAnd(disorder)).operation;

    assertThat(disordered.phase()).isEqualTo(plain.phase());
    assertThat(disordered.failure()).isEqualTo(plain.failure());
  }

  @Property
  void shouldKeepTheFirstWhenEndsContradict(
      @ForAll("reports") List<Timed> reports,
      @ForAll("end") OperationInput first,
      @ForAll("end") OperationInput second) {
    List<Timed> once = admittedAnd(reports);
    once.add(new Timed(first, NOON.plusSeconds(1_000)));
    List<Timed> twice = new ArrayList<>(once);
    twice.add(new Timed(second, NOON.plusSeconds(9_000)));

    Operation kept = play(once).operation;
    Operation contradicted = play(twice).operation;
    assertThat(contradicted.phase()).isEqualTo(kept.phase());
    assertThat(contradicted.failure()).isEqualTo(kept.failure());
    assertThat(contradicted.completedAt()).isEqualTo(kept.completedAt());
    if (contradicted.lateResult() == null) {
      assertThat(contradicted).isEqualTo(kept);
    } else {
      assertThat(second).isNotEqualTo(first);
    }
  }

  @Provide
  Arbitrary<List<Timed>> inputs() {
    Arbitrary<OperationInput> input =
        Arbitraries.frequencyOf(
            Tuple.of(20, OperationLives.anyInput()),
            Tuple.of(1, Arbitraries.just(new OperationInput.Delivered(new Device("other", "d1")))));
    return timed(input).list().ofMaxSize(25);
  }

  @Provide
  Arbitrary<List<Timed>> reports() {
    return timed(
            Arbitraries.oneOf(
                OperationLives.progress(), Arbitraries.just(new OperationInput.Delivered(DEVICE))))
        .list()
        .ofMaxSize(10);
  }

  @Provide
  Arbitrary<OperationInput> end() {
    return OperationLives.end();
  }

  private static Arbitrary<Timed> timed(Arbitrary<? extends OperationInput> input) {
    return Combinators.combine(input, Arbitraries.longs().between(-100_000, 200_000))
        .as((some, seconds) -> new Timed(some, NOON.plusSeconds(seconds)));
  }

  private static List<Timed> admittedAnd(List<Timed> others) {
    List<Timed> all = new ArrayList<>();
    all.add(new Timed(OperationLives.admission(), NOON));
    all.addAll(others);
    return all;
  }

  private static List<OperationEvent> withoutLate(List<OperationEvent> events) {
    return events.stream().filter(event -> !LATE.contains(event.kind())).toList();
  }

  /** A request that came before the admission was not known when the device stopped. */
  private static List<OperationEvent> withoutLateCancel(List<OperationEvent> events) {
    return events.stream()
        .filter(event -> event.kind() != OperationEvent.Kind.LATE_CANCEL)
        .toList();
  }

  private static boolean isEnd(OperationEvent event) {
    return event instanceof OperationEvent.OperationSucceeded
        || event instanceof OperationEvent.OperationFailed
        || event instanceof OperationEvent.OperationCancelled
        || event instanceof OperationEvent.OperationWithdrawn;
  }

  private static Played play(List<Timed> inputs) {
    Operation operation = null;
    List<OperationEvent> events = new ArrayList<>();
    for (Timed timed : inputs) {
      if (OperationRules.decide(operation, timed.input, timed.at)
          instanceof Outcome.Changed changed) {
        operation = OperationRules.evolve(operation, changed.event());
        events.add(changed.event());
      }
    }
    return new Played(operation, events);
  }

  record Timed(OperationInput input, Instant at) {}

  private record Played(@Nullable Operation operation, List<OperationEvent> events) {}
}
