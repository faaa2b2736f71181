package dev.drydock.operation.core;

import static dev.drydock.operation.core.OperationScenario.DEVICE;
import static dev.drydock.operation.core.OperationScenario.FORCED;
import static dev.drydock.operation.core.OperationScenario.admitted;
import static dev.drydock.operation.core.OperationScenario.cancel;
import static dev.drydock.operation.core.OperationScenario.end;
import static dev.drydock.operation.core.OperationScenario.failed;
import static dev.drydock.operation.core.OperationScenario.given;
import static dev.drydock.operation.core.OperationScenario.late;
import static dev.drydock.operation.core.OperationScenario.minute;
import static dev.drydock.operation.core.OperationScenario.progress;
import static dev.drydock.operation.core.OperationScenario.refusal;
import static dev.drydock.operation.core.OperationScenario.succeeded;
import static dev.drydock.operation.core.OperationScenario.withdrawal;
import static dev.drydock.operation.core.OperationScenario.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LateResultTest {

  /** Each end, and the words of a device that say the same. */
  private static final Map<OperationEvent, Set<DeviceResult>> SAME =
      Map.of(
          succeeded(minute(1)), Set.of(DeviceResult.SUCCEEDED),
          withdrawn(FORCED, minute(1)), Set.of(DeviceResult.CANCELLED),
          failure(FailureCode.DEVICE_REPORTED_FAILURE), Set.of(DeviceResult.FAILED),
          failure(FailureCode.REJECTED_BY_DEVICE), Set.of(DeviceResult.REJECTED),
          failure(FailureCode.DELIVERY_TIMEOUT), Set.of());

  record Case(OperationEvent end, DeviceResult word, boolean same) {}

  static Stream<Case> cases() {
    return SAME.entrySet().stream()
        .flatMap(
            entry ->
                Stream.of(DeviceResult.values())
                    .map(word -> new Case(entry.getKey(), word, entry.getValue().contains(word))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldRecordTheDevicesWordOnlyWhenTheEndSaysSomethingElse(Case is) {
    OperationScenario scenario =
        given(admitted(), is.end()).when(end(is.word(), "words"), minute(9));

    if (is.same()) {
      scenario.thenNothing();
    } else {
      scenario.then(late(is.word(), "words", minute(9)));
    }
  }

  @Test
  void shouldKeepTheEndWhenALateResultIsRecorded() {
    Operation operation =
        given(admitted(), withdrawn(FORCED, minute(1)))
            .when(end(DeviceResult.SUCCEEDED, "done"), minute(9))
            .then(late(DeviceResult.SUCCEEDED, "done", minute(9)));

    assertThat(operation.state()).isEqualTo(State.CANCELLED);
    assertThat(operation.revision()).isEqualTo(3);
    assertThat(operation.completedAt()).contains(minute(1));
    assertThat(operation.times()).isEqualTo(new Times(minute(1), minute(9), null, minute(9)));
    assertThat(operation.lastActionBy()).isEqualTo(Actor.of(DEVICE));
    assertThat(operation.lateResult())
        .isEqualTo(new LateResult(DeviceResult.SUCCEEDED, minute(9), "done"));
  }

  @Test
  void shouldRecordOneLateResultAtMost() {
    given(admitted(), withdrawn(FORCED, minute(1)), late(DeviceResult.FAILED, null, minute(2)))
        .when(end(DeviceResult.SUCCEEDED), minute(9))
        .thenNothing();
  }

  @Test
  void shouldChangeNothingWhenAnythingElseComesAfterTheEnd() {
    List<OperationInput> others =
        List.of(
            new OperationInput.Delivered(DEVICE),
            progress(Activity.INSTALLING, "1 of 7"),
            cancel(),
            refusal("no"),
            withdrawal(FORCED),
            new OperationInput.DeadlinePassed(DeadlineKind.CANCEL));

    assertThat(others)
        .allSatisfy(
            other -> given(admitted(), succeeded(minute(1))).when(other, minute(9)).thenNothing());
  }

  private static OperationEvent failure(FailureCode code) {
    return failed(code, "why", minute(1));
  }
}
