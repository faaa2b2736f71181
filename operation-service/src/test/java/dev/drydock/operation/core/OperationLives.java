package dev.drydock.operation.core;

import static dev.drydock.operation.core.OperationScenario.ASKED;
import static dev.drydock.operation.core.OperationScenario.DEVICE;
import static dev.drydock.operation.core.OperationScenario.FORCED;
import static dev.drydock.operation.core.OperationScenario.ID;
import static dev.drydock.operation.core.OperationScenario.UPDATE;

import dev.drydock.operation.core.OperationModelTest.Life;
import dev.drydock.operation.core.OperationModelTest.Timed;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Lives of operations, and heaps of what may reach one. */
final class OperationLives extends DomainContextBase {

  @Provide
  Arbitrary<List<Timed>> heaps() {
    return Combinators.combine(anyInput(), Arbitraries.longs().between(-10_000, 200_000))
        .as((input, second) -> Timed.second(second, input))
        .list()
        .ofMaxSize(25);
  }

  @Provide
  Arbitrary<Life> lives() {
    return Combinators.combine(
            progress().list().ofMaxSize(5),
            Arbitraries.<List<OperationInput>>of(
                List.of(),
                List.of(OperationScenario.cancel()),
                List.of(OperationScenario.cancel(), OperationScenario.refusal("no")),
                List.of(OperationScenario.withdrawal(FORCED))),
            Arbitraries.integers().between(0, 5),
            end())
        .as(
            (reports, cancel, place, end) -> {
              List<OperationInput> inputs = new ArrayList<>(reports);
              inputs.addAll(Math.min(place, reports.size()), cancel);
              inputs.add(end);
              return life(inputs);
            });
  }

  static Arbitrary<OperationInput> end() {
    return Arbitraries.of(DeviceResult.class).map(OperationScenario::end);
  }

  private static Life life(List<OperationInput> inputs) {
    List<Timed> life = new ArrayList<>();
    life.add(Timed.second(0, admission()));
    life.add(Timed.second(1, new OperationInput.Delivered(DEVICE)));
    inputs.forEach(input -> life.add(Timed.second(10L * life.size(), input)));
    return new Life(life);
  }

  static Arbitrary<OperationInput> anyInput() {
    return Arbitraries.frequencyOf(
        Tuple.of(2, Arbitraries.just(admission())),
        Tuple.of(2, Arbitraries.just(new OperationInput.Delivered(DEVICE))),
        Tuple.of(6, progress()),
        Tuple.of(1, end()),
        Tuple.of(2, Arbitraries.just(OperationScenario.cancel())),
        Tuple.of(1, Arbitraries.just(OperationScenario.refusal(null))),
        Tuple.of(1, Arbitraries.of(ASKED, FORCED).map(OperationScenario::withdrawal)),
        Tuple.of(1, deadline()));
  }

  private static Arbitrary<OperationInput> deadline() {
    return Combinators.combine(
            Arbitraries.of(DeadlineKind.class),
            Arbitraries.longs()
                .between(-10_000, 200_000)
                .map(OperationScenario.NOON::plusSeconds)
                .injectNull(0.5))
        .as(OperationInput.DeadlinePassed::new);
  }

  static Arbitrary<OperationInput> progress() {
    return Combinators.combine(
            Arbitraries.of(Activity.class), Arbitraries.of("1 of 7", "7 of 7").injectNull(0.2))
        .as(OperationScenario::progress);
  }

  static OperationInput admission() {
    return new OperationInput.Admitted(ID, DEVICE, UPDATE);
  }
}
