package dev.drydock.operation.core;

import static dev.drydock.operation.core.OperationScenario.FORCED;
import static dev.drydock.operation.core.OperationScenario.NOON;
import static dev.drydock.operation.core.OperationScenario.admitted;
import static dev.drydock.operation.core.OperationScenario.cancel;
import static dev.drydock.operation.core.OperationScenario.end;
import static dev.drydock.operation.core.OperationScenario.withdrawal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** I11: a cancel and a device's last word in every order, and exactly one of them wins. */
class CancelAgainstEndTest {

  private static final Map<DeviceResult, State> OF_THE_DEVICE =
      Map.of(
          DeviceResult.SUCCEEDED, State.SUCCESSFUL,
          DeviceResult.FAILED, State.FAILED,
          DeviceResult.REJECTED, State.FAILED);

  static Stream<List<OperationInput>> orders() {
    return OF_THE_DEVICE.keySet().stream()
        .flatMap(
            result ->
                permutations(
                    List.of(end(result), cancel(), withdrawal(FORCED), end(DeviceResult.CANCELLED)))
                    .stream());
  }

  @ParameterizedTest
  @MethodSource("orders")
  void shouldLetTheFirstOfThemThatEndsItWinAndRecordWhatTheDeviceSaysLater(
      List<OperationInput> order) {
    // given
    Operation operation = OperationRules.evolve(null, admitted());
    List<State> ends = new ArrayList<>();

    // when
    for (OperationInput input : order) {
      boolean wasFinal = operation.phase().isFinal();
      if (OperationRules.decide(operation, input, NOON.plusSeconds(1))
          instanceof Outcome.Changed changed) {
        operation = OperationRules.evolve(operation, changed.event());
        if (!wasFinal && operation.phase().isFinal()) {
          ends.add(operation.state());
        }
      }
    }

    // then
    assertThat(ends).containsExactly(winner(order));
    assertThat(operation.state()).isEqualTo(winner(order));
    assertThat(operation.cancellation() == null)
        .as("a cancel that came after the end is not in it")
        .isEqualTo(order.indexOf(cancel()) > first(order) && first(order) != forced(order));
  }

  private static State winner(List<OperationInput> order) {
    OperationInput first = order.get(first(order));
    if (first instanceof OperationInput.Ended word && word.result() != DeviceResult.CANCELLED) {
      return OF_THE_DEVICE.get(word.result());
    }
    return State.CANCELLED;
  }

  private static int first(List<OperationInput> order) {
    return order.get(0) instanceof OperationInput.CancelRequested ? 1 : 0;
  }

  private static int forced(List<OperationInput> order) {
    return order.indexOf(withdrawal(FORCED));
  }

  private static List<List<OperationInput>> permutations(List<OperationInput> inputs) {
    if (inputs.isEmpty()) {
      return List.of(List.of());
    }
    List<List<OperationInput>> all = new ArrayList<>();
    for (OperationInput head : inputs) {
      List<OperationInput> rest = new ArrayList<>(inputs);
      rest.remove(head);
      for (List<OperationInput> tail : permutations(rest)) {
        List<OperationInput> one = new ArrayList<>(List.of(head));
        one.addAll(tail);
        all.add(one);
      }
    }
    return all;
  }
}
