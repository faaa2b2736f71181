package dev.drydock.operation.core;

import static dev.drydock.operation.core.OperationScenario.ASKED;
import static dev.drydock.operation.core.OperationScenario.CANCEL;
import static dev.drydock.operation.core.OperationScenario.DEVICE;
import static dev.drydock.operation.core.OperationScenario.FORCED;
import static dev.drydock.operation.core.OperationScenario.OPERATOR;
import static dev.drydock.operation.core.OperationScenario.PROGRESS;
import static dev.drydock.operation.core.OperationScenario.admitted;
import static dev.drydock.operation.core.OperationScenario.cancel;
import static dev.drydock.operation.core.OperationScenario.cancelRefused;
import static dev.drydock.operation.core.OperationScenario.cancelRequested;
import static dev.drydock.operation.core.OperationScenario.cancelled;
import static dev.drydock.operation.core.OperationScenario.delivered;
import static dev.drydock.operation.core.OperationScenario.end;
import static dev.drydock.operation.core.OperationScenario.failed;
import static dev.drydock.operation.core.OperationScenario.given;
import static dev.drydock.operation.core.OperationScenario.minute;
import static dev.drydock.operation.core.OperationScenario.pathTo;
import static dev.drydock.operation.core.OperationScenario.progress;
import static dev.drydock.operation.core.OperationScenario.refusal;
import static dev.drydock.operation.core.OperationScenario.reported;
import static dev.drydock.operation.core.OperationScenario.succeeded;
import static dev.drydock.operation.core.OperationScenario.withdrawal;
import static dev.drydock.operation.core.OperationScenario.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CancellationRulesTest {

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"ADMITTED", "DELIVERED", "DOWNLOADING", "INSTALLING"})
  void shouldWaitForTheDevicesAnswerWhenItIsAskedToStop(Phase phase) {
    Operation operation =
        given(pathTo(phase)).when(cancel(), minute(5)).then(cancelRequested(minute(5)));

    assertThat(operation.phase()).isEqualTo(Phase.CANCEL_REQUESTED);
    assertThat(operation.state())
        .isEqualTo(
            phase == Phase.ADMITTED || phase == Phase.DELIVERED ? State.QUEUED : State.IN_PROGRESS);
    assertThat(operation.deadline())
        .contains(new Deadline(DeadlineKind.CANCEL, minute(5).plus(CANCEL)));
    assertThat(operation.cancellation()).isEqualTo(ASKED);
    assertThat(operation.lastActionBy()).isEqualTo(OPERATOR);
  }

  @Test
  void shouldNotPutTheAnswerOffWhenTheCancelIsAskedForAgain() {
    given(admitted(), cancelRequested(minute(5))).when(cancel(), minute(6)).thenNothing();
  }

  @Test
  void shouldRecordProgressAndPutNothingOffWhenTheDeviceIsAskedToStop() {
    Operation operation =
        given(admitted(), cancelRequested(minute(5)))
            .when(progress(Activity.DOWNLOADING, "95 %"), minute(6))
            .then(reported(Activity.DOWNLOADING, "95 %", minute(6)));

    assertThat(operation.phase()).isEqualTo(Phase.CANCEL_REQUESTED);
    assertThat(operation.state()).isEqualTo(State.IN_PROGRESS);
    assertThat(operation.reports().progress()).isEqualTo("95 %");
    assertThat(operation.times()).isEqualTo(new Times(minute(5), minute(6), minute(6), minute(6)));
    assertThat(operation.deadline())
        .contains(new Deadline(DeadlineKind.CANCEL, minute(5).plus(CANCEL)));
  }

  @Test
  void shouldRecordTheStartWhenTheFirstReportIsOfTheMomentOfTheCancel() {
    given(admitted(), cancelRequested(minute(5)))
        .when(progress(Activity.INSTALLING, null), minute(5))
        .then(reported(Activity.INSTALLING, null, minute(5)));
  }

  @Test
  void shouldChangeNothingWhenTheDeliveryComesAfterTheCancel() {
    given(admitted(), cancelRequested(minute(5)))
        .when(new OperationInput.Delivered(DEVICE), minute(6))
        .thenNothing();
  }

  @Test
  void shouldBeCancelledWhenTheDeviceStops() {
    Operation operation =
        given(pathTo(Phase.CANCEL_REQUESTED))
            .when(end(DeviceResult.CANCELLED), minute(6))
            .then(cancelled(minute(6)));

    assertThat(operation.state()).isEqualTo(State.CANCELLED);
    assertThat(operation.completedAt()).contains(minute(6));
    assertThat(operation.failure()).isNull();
    assertThat(operation.lastActionBy()).isEqualTo(Actor.of(DEVICE));
  }

  @Test
  void shouldSucceedWhenTheDeviceWasFasterThanTheCancel() {
    Operation operation =
        given(pathTo(Phase.CANCEL_REQUESTED))
            .when(end(DeviceResult.SUCCEEDED), minute(6))
            .then(succeeded(minute(6)));

    assertThat(operation.state()).isEqualTo(State.SUCCESSFUL);
    assertThat(operation.cancellation()).isEqualTo(ASKED);
  }

  @Test
  void shouldGoOnAndWaitForProgressWhenTheDeviceRefusesToStop() {
    Operation operation =
        given(pathTo(Phase.CANCEL_REQUESTED))
            .when(refusal("past the point of no return"), minute(6))
            .then(cancelRefused("past the point of no return", minute(6)));

    assertThat(operation.phase()).isEqualTo(Phase.INSTALLING);
    assertThat(operation.state()).isEqualTo(State.IN_PROGRESS);
    assertThat(operation.times().startedAt()).isEqualTo(minute(6));
    assertThat(operation.deadline())
        .contains(new Deadline(DeadlineKind.PROGRESS, minute(6).plus(PROGRESS)));
    assertThat(operation.cancellation())
        .isEqualTo(
            new Cancellation(
                ASKED.requestedAt(), OPERATOR, false, minute(6), "past the point of no return"));
  }

  @Test
  void shouldBeAskedAnewWhenACancelFollowsARefusal() {
    Operation operation =
        given(admitted(), cancelRequested(minute(1)), cancelRefused("no", minute(2)))
            .when(cancel(), minute(3))
            .then(cancelRequested(minute(3)));

    assertThat(operation.cancellation()).isEqualTo(ASKED);
    assertThat(operation.deadline().orElseThrow().dueAt()).isEqualTo(minute(3).plus(CANCEL));
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"ADMITTED", "DELIVERED", "DOWNLOADING", "INSTALLING"})
  void shouldKeepTheRefusalThatIsHeardBeforeTheRequestOutOfTheOperation(Phase phase) {
    given(pathTo(phase)).when(refusal("no"), minute(6)).thenRefused(Outcome.Refusal.NOT_ASKED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"SUCCESSFUL", "FAILED", "CANCELLED"})
  void shouldChangeNothingWhenTheDeviceRefusesAfterTheEnd(Phase phase) {
    given(pathTo(phase)).when(refusal("no"), minute(6)).thenNothing();
  }

  @Test
  void shouldKeepASecondRefusalForTheNextRequest() {
    given(admitted(), cancelRequested(minute(1)), cancelRefused("no", minute(2)))
        .when(refusal("no"), minute(3))
        .thenRefused(Outcome.Refusal.NOT_ASKED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"ADMITTED", "DELIVERED", "DOWNLOADING", "INSTALLING"})
  void shouldSayThatTheDeviceStoppedByItselfWhenNoCancelIsKnown(Phase phase) {
    Operation operation =
        given(pathTo(phase))
            .when(end(DeviceResult.CANCELLED), minute(6))
            .then(OperationScenario.cancelledUnasked(minute(6)));

    assertThat(operation.state()).isEqualTo(State.CANCELLED);
    assertThat(operation.failure().code().code()).isEqualTo("cancelledByDevice");
  }

  @Test
  void shouldSayThatACallerCancelledWhenTheDevicesAnswerIsReadBeforeTheRequest() {
    Operation operation =
        given(admitted(), OperationScenario.cancelledUnasked(minute(6)))
            .when(cancel(), minute(5))
            .then(new OperationEvent.LateCancel(ASKED, minute(6)));

    assertThat(operation.failure()).isNull();
    assertThat(operation.cancellation()).isEqualTo(ASKED);
    assertThat(operation.state()).isEqualTo(State.CANCELLED);
    assertThat(operation.completedAt()).contains(minute(6));
    assertThat(operation.revision()).isEqualTo(3);
  }

  @Test
  void shouldSayThatACallerCancelledWhenTheDevicesAnswerIsReadBeforeTheWithdrawal() {
    given(admitted(), OperationScenario.cancelledUnasked(minute(6)))
        .when(withdrawal(FORCED), minute(5))
        .then(new OperationEvent.LateCancel(FORCED, minute(6)));
  }

  @Test
  void shouldGoOnSayingThatTheDeviceStoppedByItselfWhenTheRequestCameLater() {
    given(admitted(), OperationScenario.cancelledUnasked(minute(6)))
        .when(cancel(), minute(6))
        .thenNothing();
  }

  @Test
  void shouldLearnTheRequestOnce() {
    given(
            admitted(),
            OperationScenario.cancelledUnasked(minute(6)),
            new OperationEvent.LateCancel(ASKED, minute(6)))
        .when(cancel(), minute(5))
        .thenNothing();
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"ADMITTED", "DELIVERED", "DOWNLOADING", "INSTALLING", "CANCEL_REQUESTED"})
  void shouldEndAtOnceWhenItIsWithdrawn(Phase phase) {
    Operation operation =
        given(pathTo(phase)).when(withdrawal(FORCED), minute(6)).then(withdrawn(FORCED, minute(6)));

    assertThat(operation.state()).isEqualTo(State.CANCELLED);
    assertThat(operation.cancellation()).isEqualTo(FORCED);
    assertThat(operation.completedAt()).contains(minute(6));
    assertThat(operation.lastActionBy()).isEqualTo(OPERATOR);
    assertThat(operation.times().lastHeardAt()).isEqualTo(pathHeardAt(phase));
  }

  @Test
  void shouldSayInWordsWhatTheDeviceLeftUnansweredWhenTheCancelTimesOut() {
    Operation operation =
        given(pathTo(Phase.CANCEL_REQUESTED))
            .when(new OperationInput.DeadlinePassed(DeadlineKind.CANCEL), minute(1).plus(CANCEL))
            .then(
                failed(
                    FailureCode.CANCEL_TIMEOUT,
                    "Expected the device to stop, or to refuse, by 2026-11-23T12:11:00Z, but it did"
                        + " neither.",
                    minute(11)));

    assertThat(operation.failure().code().code()).isEqualTo("cancelTimeout");
    assertThat(operation.lastActionBy()).isEqualTo(Actor.DRYDOCK);
  }

  @Test
  void shouldCountTheDeadlineFromTheDeliveryWhenItWasDelivered() {
    Operation operation =
        given(admitted(), delivered(minute(1)))
            .when(cancel(), minute(2))
            .then(cancelRequested(minute(2)));

    assertThat(operation.times().phaseSince()).isEqualTo(minute(2));
    assertThat(operation.times().lastHeardAt()).isEqualTo(minute(1));
  }

  @Test
  void shouldNotGoBackInTimeWhenTheCancelTimesOutAfterALaterReport() {
    Operation operation =
        given(
                admitted(),
                cancelRequested(minute(1)),
                reported(Activity.INSTALLING, "1 of 7", minute(12)))
            .when(new OperationInput.DeadlinePassed(DeadlineKind.CANCEL), minute(11))
            .then(
                failed(
                    FailureCode.CANCEL_TIMEOUT,
                    "Expected the device to stop, or to refuse, by 2026-11-23T12:11:00Z, but it did"
                        + " neither.",
                    minute(12)));

    assertThat(operation.completedAt()).contains(minute(12));
  }

  private static @Nullable Instant pathHeardAt(Phase phase) {
    return phase == Phase.ADMITTED || phase == Phase.CANCEL_REQUESTED ? null : minute(1);
  }
}
