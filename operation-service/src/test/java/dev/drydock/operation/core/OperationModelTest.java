package dev.drydock.operation.core;

import static dev.drydock.operation.core.OperationScenario.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** The rules against a model of them, whatever of a life is copied, lost, or comes in disorder. */
@Domain(OperationLives.class)
@Domain(DomainContext.Global.class)
class OperationModelTest {

  @Property
  void shouldStandWhereTheModelStandsAfterEachInput(@ForAll List<Timed> inputs) {
    compare(inputs);
  }

  @Property
  void shouldStandWhereTheModelStandsWhenALifeIsDisturbed(
      @ForAll Life life, @ForAll Random random) {
    List<Timed> disturbed = new ArrayList<>();
    for (Timed timed : life.inputs()) {
      int copies = random.nextInt(4);
      for (int n = 1; n < copies; n++) {
        disturbed.add(new Timed(timed.input(), timed.at().plusMillis(random.nextInt(3))));
      }
    }
    Collections.shuffle(disturbed, random);
    disturbed.add(0, life.inputs().get(0));

    Operation end = compare(disturbed);

    Statistics.label("phases").collect(end == null ? "none" : end.phase());
  }

  /** I3 and I5: whatever was lost, the timers end it, at the latest moment that was promised. */
  @Property
  void shouldEndExactlyOnceWhenItsTimersFire(@ForAll List<Timed> inputs) {
    List<OperationEvent> ends = new ArrayList<>();
    Operation operation = OperationRules.evolve(null, OperationScenario.admitted());
    List<Timed> all = new ArrayList<>(inputs);
    while (!all.isEmpty() || !operation.phase().isFinal()) {
      Deadline due = operation.deadline().orElse(null);
      Timed next =
          all.isEmpty() && due != null
              ? new Timed(new OperationInput.DeadlinePassed(due.kind()), due.dueAt())
              : all.remove(0);
      if (OperationRules.decide(operation, next.input(), next.at())
          instanceof Outcome.Changed changed) {
        boolean wasFinal = operation.phase().isFinal();
        operation = OperationRules.evolve(operation, changed.event());
        if (!wasFinal && operation.phase().isFinal()) {
          ends.add(changed.event());
          assertCause(next.input(), operation);
        }
      }
    }

    assertThat(ends).hasSize(1);
  }

  private static void assertCause(OperationInput cause, Operation end) {
    if (end.phase() == Phase.SUCCESSFUL) {
      assertThat(cause)
          .isInstanceOfSatisfying(
              OperationInput.Ended.class,
              word -> assertThat(word.result()).isEqualTo(DeviceResult.SUCCEEDED));
    }
    assertThat(end.failure() != null && end.failure().code().name().endsWith("_TIMEOUT"))
        .isEqualTo(cause instanceof OperationInput.DeadlinePassed);
  }

  private static @Nullable Operation compare(List<Timed> inputs) {
    OperationModel model = new OperationModel();
    Operation operation = null;
    for (Timed timed : inputs) {
      int before = model.changes;
      model.hear(timed.input(), timed.at());
      Outcome outcome = OperationRules.decide(operation, timed.input(), timed.at());
      if (outcome instanceof Outcome.Changed changed) {
        operation = OperationRules.evolve(operation, changed.event());
      } else if (timed.input() instanceof OperationInput.Progress) {
        // the model counts a copy, the rules do not
        model.changes = before;
      }
      assertSame(operation, model);
    }
    return operation;
  }

  private static void assertSame(@Nullable Operation operation, OperationModel model) {
    if (operation == null) {
      assertThat(model.at).isEqualTo("nowhere");
      return;
    }
    assertThat(inWords(operation)).isEqualTo(model.at);
    assertThat(operation.deadline().map(Deadline::dueAt).orElse(null)).isEqualTo(model.due);
    assertThat(operation.revision()).isEqualTo(model.changes);
    LateResult late = operation.lateResult();
    assertThat(late == null ? "" : late.result().name()).isEqualTo(model.late);
    if (operation.phase() == Phase.CANCEL_REQUESTED) {
      assertThat(operation.state() == State.IN_PROGRESS).isEqualTo(model.started);
    }
  }

  private static String inWords(Operation operation) {
    return switch (operation.phase()) {
      case ADMITTED -> "waiting";
      case DELIVERED -> "given";
      case DOWNLOADING -> "downloading";
      case INSTALLING -> "installing";
      case CANCEL_REQUESTED -> "stopping";
      case SUCCESSFUL -> "well";
      case CANCELLED ->
          operation.failure() == null ? "cancelled" : "cancelled: " + operation.failure().code();
      case FAILED -> "badly: " + operation.failure().code();
    };
  }

  /**
   * An input and when it happened.
   *
   * @param input what
   * @param at when
   */
  record Timed(OperationInput input, Instant at) {
    static Timed second(long n, OperationInput input) {
      return new Timed(input, NOON.plusSeconds(n));
    }
  }

  /**
   * What happens to an operation when nothing is lost and nothing is copied.
   *
   * @param inputs in the order of time, the admission first
   */
  record Life(List<Timed> inputs) {}
}
