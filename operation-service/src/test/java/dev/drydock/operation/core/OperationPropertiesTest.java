package dev.drydock.operation.core;

import static dev.drydock.operation.core.OperationScenario.DEVICE;
import static dev.drydock.operation.core.OperationScenario.ID;
import static dev.drydock.operation.core.OperationScenario.NOON;
import static dev.drydock.operation.core.OperationScenario.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
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

  private static final List<OperationInput> ENDS =
      List.of(
          new OperationInput.Succeeded(DEVICE),
          new OperationInput.Failed(DEVICE, "no space"),
          new OperationInput.Rejected(DEVICE, "busy"));

  @Property
  void shouldEndAtMostOnceAndThenRest(@ForAll("inputs") List<Timed> inputs) {
    List<OperationEvent> events = play(inputs).events;

    List<OperationEvent> ends = events.stream().filter(OperationPropertiesTest::isEnd).toList();
    assertThat(ends).hasSizeLessThanOrEqualTo(1);
    assertThat(events).endsWith(ends.toArray(OperationEvent[]::new));
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
          assertThat(after.phase()).isGreaterThanOrEqualTo(before.phase());
          assertThat(after.lastActionAt()).isAfterOrEqualTo(before.lastActionAt());
        }
        before = after;
      }
    }
  }

  @Property
  void shouldChangeNothingWhenTheSameIsPlayedAgainAfterTheEnd(
      @ForAll("inputs") List<Timed> inputs) {
    List<Timed> ended = new ArrayList<>(inputs);
    ended.add(new Timed(ENDS.get(0), NOON));
    List<Timed> again = new ArrayList<>(ended);
    again.addAll(ended);

    assertThat(play(again).events).isEqualTo(play(ended).events);
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

    assertThat(deadline.dueAt()).isAfter(operation.lastActionAt());
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

    assertThat(play(twice).operation).isEqualTo(play(once).operation);
  }

  @Provide
  Arbitrary<List<Timed>> inputs() {
    Arbitrary<OperationInput> input =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.just(admission())),
            Tuple.of(1, Arbitraries.just(new OperationInput.Delivered(new Device("other", "d1")))),
            Tuple.of(2, Arbitraries.just(new OperationInput.Delivered(DEVICE))),
            Tuple.of(6, progress()),
            Tuple.of(1, Arbitraries.of(ENDS)),
            Tuple.of(
                1, Arbitraries.of(DeadlineKind.class).map(OperationInput.DeadlinePassed::new)));
    return timed(input).list().ofMaxSize(25);
  }

  @Provide
  Arbitrary<List<Timed>> reports() {
    return timed(
            Arbitraries.oneOf(progress(), Arbitraries.just(new OperationInput.Delivered(DEVICE))))
        .list()
        .ofMaxSize(10);
  }

  @Provide
  Arbitrary<OperationInput> end() {
    return Arbitraries.of(ENDS);
  }

  private static Arbitrary<OperationInput> progress() {
    return Combinators.combine(
            Arbitraries.of(Activity.class), Arbitraries.of("1 of 7", "7 of 7").injectNull(0.2))
        .as((activity, words) -> new OperationInput.Progress(DEVICE, activity, words));
  }

  private static Arbitrary<Timed> timed(Arbitrary<? extends OperationInput> input) {
    return Combinators.combine(input, Arbitraries.longs().between(-100_000, 200_000))
        .as((some, seconds) -> new Timed(some, NOON.plusSeconds(seconds)));
  }

  private static OperationInput admission() {
    return new OperationInput.Admitted(ID, DEVICE, UPDATE);
  }

  private static List<Timed> admittedAnd(List<Timed> others) {
    List<Timed> all = new ArrayList<>();
    all.add(new Timed(admission(), NOON));
    all.addAll(others);
    return all;
  }

  private static boolean isEnd(OperationEvent event) {
    return event instanceof OperationEvent.OperationSucceeded
        || event instanceof OperationEvent.OperationFailed;
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
