package dev.drydock.operation.core;

import static dev.drydock.operation.core.OperationScenario.DEVICE;
import static dev.drydock.operation.core.OperationScenario.ID;
import static dev.drydock.operation.core.OperationScenario.UPDATE;
import static dev.drydock.operation.core.OperationScenario.operationIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table against the same table written down a second time, cell by cell. */
class LifecycleTest {

  /** A dash is an event that cannot happen in that phase. */
  private static final String EXPECTED =
      """
      event                | none     | ADMITTED         | DELIVERED        | DOWNLOADING      | INSTALLING       | CANCEL_REQUESTED | SUCCESSFUL | FAILED | CANCELLED
      ADMITTED             | ADMITTED | -                | -                | -                | -                | -                | -          | -      | -
      DELIVERED            | -        | DELIVERED        | -                | -                | -                | -                | -          | -      | -
      DOWNLOADING_REPORTED | -        | DOWNLOADING      | DOWNLOADING      | DOWNLOADING      | INSTALLING       | CANCEL_REQUESTED | -          | -      | -
      INSTALLING_REPORTED  | -        | INSTALLING       | INSTALLING       | INSTALLING       | INSTALLING       | CANCEL_REQUESTED | -          | -      | -
      SUCCEEDED            | -        | SUCCESSFUL       | SUCCESSFUL       | SUCCESSFUL       | SUCCESSFUL       | SUCCESSFUL       | -          | -      | -
      DEVICE_FAILED        | -        | FAILED           | FAILED           | FAILED           | FAILED           | FAILED           | -          | -      | -
      DEVICE_REJECTED      | -        | FAILED           | FAILED           | FAILED           | FAILED           | FAILED           | -          | -      | -
      CANCEL_REQUESTED     | -        | CANCEL_REQUESTED | CANCEL_REQUESTED | CANCEL_REQUESTED | CANCEL_REQUESTED | -                | -          | -      | -
      DEVICE_CANCELLED     | -        | CANCELLED        | CANCELLED        | CANCELLED        | CANCELLED        | CANCELLED        | -          | -      | -
      CANCEL_REFUSED       | -        | -                | -                | -                | -                | INSTALLING       | -          | -      | -
      WITHDRAWN            | -        | CANCELLED        | CANCELLED        | CANCELLED        | CANCELLED        | CANCELLED        | -          | -      | -
      DELIVERY_TIMED_OUT   | -        | FAILED           | -                | -                | -                | -                | -          | -      | -
      START_TIMED_OUT      | -        | -                | FAILED           | -                | -                | -                | -          | -      | -
      PROGRESS_TIMED_OUT   | -        | -                | -                | FAILED           | FAILED           | -                | -          | -      | -
      CANCEL_TIMED_OUT     | -        | -                | -                | -                | -                | FAILED           | -          | -      | -
      DEADLINE_EXTENDED    | -        | ADMITTED         | DELIVERED        | DOWNLOADING      | INSTALLING       | CANCEL_REQUESTED | -          | -      | -
      LATE_RESULT          | -        | -                | -                | -                | -                | -                | SUCCESSFUL | FAILED | CANCELLED
      LATE_CANCEL          | -        | -                | -                | -                | -                | -                | -          | -      | CANCELLED
      """;

  record Cell(@Nullable Phase from, OperationEvent.Kind event, @Nullable Phase to) {}

  static Stream<Cell> cells() {
    List<List<String>> lines =
        EXPECTED.lines().map(line -> List.of(line.trim().split("\\s*\\|\\s*"))).toList();
    List<String> phases = lines.get(0);
    return lines.stream()
        .skip(1)
        .flatMap(
            line ->
                Stream.iterate(1, i -> i < phases.size(), i -> i + 1)
                    .map(
                        i ->
                            new Cell(
                                phase("none", phases.get(i)),
                                OperationEvent.Kind.valueOf(line.get(0)),
                                phase("-", line.get(i)))));
  }

  @Test
  void shouldKnowACellForEveryPhaseAndEvent() {
    // when
    Set<List<Object>> pairs =
        cells()
            .map(cell -> List.<Object>of(String.valueOf(cell.from()), cell.event()))
            .collect(Collectors.toSet());

    // then
    assertThat(pairs).hasSize((Phase.values().length + 1) * OperationEvent.Kind.values().length);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void shouldMoveThePhaseAsTheTableSaysWhenAnEventIsApplied(Cell cell) {
    // given
    Operation operation = cell.from() == null ? null : operationIn(cell.from());
    OperationEvent event = event(cell.event());

    if (cell.to() == null) {
      assertThatThrownBy(() -> OperationRules.evolve(operation, event))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(event.toString())
          .hasMessageContaining(operation == null ? "nothing" : operation.toString());
    } else {
      assertThat(OperationRules.evolve(operation, event).phase()).isEqualTo(cell.to());
    }
  }

  @Test
  void shouldReachEveryLegalCellByADecision() {
    // when
    Map<Boolean, Set<List<Object>>> visited =
        Stream.concat(
                Arrays.stream(Phase.values())
                    .flatMap(phase -> inputs().map(input -> decided(phase, input))),
                Stream.of(decidedWhenTheRequestIsReadLate()))
            .collect(Collectors.partitioningBy(List::isEmpty, Collectors.toSet()));

    // then
    assertThat(visited.get(false))
        .isEqualTo(
            cells()
                .filter(cell -> cell.from() != null && cell.to() != null)
                .map(cell -> List.<Object>of(cell.from(), cell.event()))
                .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void shouldWaitForSomethingWhenThePhaseIsNotFinal(Phase phase) {
    // given
    boolean isFinal = Set.of(Phase.SUCCESSFUL, Phase.FAILED, Phase.CANCELLED).contains(phase);

    // then
    assertThat(phase.isFinal()).isEqualTo(isFinal);
    assertThat(operationIn(phase).deadline().isEmpty()).isEqualTo(isFinal);
    assertThat(operationIn(phase).completedAt().isPresent()).isEqualTo(isFinal);
  }

  private static List<Object> decided(Phase phase, OperationInput input) {
    Operation operation = operationIn(phase);
    Instant muchLater = operation.times().lastActionAt().plus(Duration.ofDays(31));
    return OperationRules.decide(operation, input, muchLater) instanceof Outcome.Changed changed
        ? List.of(phase, changed.event().kind())
        : List.of();
  }

  private static List<Object> decidedWhenTheRequestIsReadLate() {
    Instant at = OperationScenario.minute(1);
    Operation stopped =
        OperationRules.evolve(operationIn(Phase.ADMITTED), OperationScenario.cancelledUnasked(at));
    return OperationRules.decide(stopped, OperationScenario.cancel(), at.minusMillis(1))
            instanceof Outcome.Changed changed
        ? List.of(stopped.phase(), changed.event().kind())
        : List.of();
  }

  private static Stream<OperationInput> inputs() {
    return Stream.concat(
        Arrays.stream(DeadlineKind.values())
            .flatMap(
                kind ->
                    Stream.of(
                        new OperationInput.DeadlinePassed(kind),
                        new OperationInput.DeadlinePassed(kind, Instant.MAX))),
        Stream.concat(
            Arrays.stream(DeviceResult.values()).map(OperationScenario::end),
            Stream.of(
                new OperationInput.Admitted(ID, DEVICE, UPDATE),
                new OperationInput.Delivered(DEVICE),
                OperationScenario.progress(Activity.DOWNLOADING, null),
                OperationScenario.progress(Activity.INSTALLING, null),
                OperationScenario.cancel(),
                OperationScenario.refusal(null),
                OperationScenario.withdrawal(OperationScenario.FORCED))));
  }

  private static OperationEvent event(OperationEvent.Kind kind) {
    Instant at = OperationScenario.minute(2);
    return switch (kind) {
      case ADMITTED -> OperationScenario.admitted();
      case DELIVERED -> OperationScenario.delivered(at);
      case DOWNLOADING_REPORTED -> OperationScenario.reported(Activity.DOWNLOADING, null, at);
      case INSTALLING_REPORTED -> OperationScenario.reported(Activity.INSTALLING, null, at);
      case SUCCEEDED -> OperationScenario.succeeded(at);
      case DEVICE_FAILED -> failed(FailureCode.DEVICE_REPORTED_FAILURE, at);
      case DEVICE_REJECTED -> failed(FailureCode.REJECTED_BY_DEVICE, at);
      case CANCEL_REQUESTED -> OperationScenario.cancelRequested(at);
      case DEVICE_CANCELLED -> OperationScenario.cancelled(at);
      case CANCEL_REFUSED -> OperationScenario.cancelRefused(null, at);
      case WITHDRAWN -> OperationScenario.withdrawn(OperationScenario.FORCED, at);
      case LATE_RESULT -> OperationScenario.late(DeviceResult.FAILED, null, at);
      case LATE_CANCEL -> new OperationEvent.LateCancel(OperationScenario.ASKED, at);
      case DEADLINE_EXTENDED -> new OperationEvent.DeadlineExtended(at, at);
      case CANCEL_TIMED_OUT -> failed(FailureCode.CANCEL_TIMEOUT, at);
      case DELIVERY_TIMED_OUT -> failed(FailureCode.DELIVERY_TIMEOUT, at);
      case START_TIMED_OUT -> failed(FailureCode.START_TIMEOUT, at);
      case PROGRESS_TIMED_OUT -> failed(FailureCode.PROGRESS_TIMEOUT, at);
    };
  }

  private static OperationEvent failed(FailureCode code, Instant at) {
    return OperationScenario.failed(code, "why", at);
  }

  private static @Nullable Phase phase(String none, String name) {
    return name.equals(none) ? null : Phase.valueOf(name);
  }
}
