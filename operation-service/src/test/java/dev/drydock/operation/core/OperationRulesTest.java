package dev.drydock.operation.core;

import static dev.drydock.operation.core.OperationScenario.CALLER;
import static dev.drydock.operation.core.OperationScenario.DELIVERY;
import static dev.drydock.operation.core.OperationScenario.DEVICE;
import static dev.drydock.operation.core.OperationScenario.ID;
import static dev.drydock.operation.core.OperationScenario.NOON;
import static dev.drydock.operation.core.OperationScenario.PROGRESS;
import static dev.drydock.operation.core.OperationScenario.START;
import static dev.drydock.operation.core.OperationScenario.UPDATE;
import static dev.drydock.operation.core.OperationScenario.admitted;
import static dev.drydock.operation.core.OperationScenario.after;
import static dev.drydock.operation.core.OperationScenario.delivered;
import static dev.drydock.operation.core.OperationScenario.end;
import static dev.drydock.operation.core.OperationScenario.failed;
import static dev.drydock.operation.core.OperationScenario.given;
import static dev.drydock.operation.core.OperationScenario.minute;
import static dev.drydock.operation.core.OperationScenario.operationIn;
import static dev.drydock.operation.core.OperationScenario.pathTo;
import static dev.drydock.operation.core.OperationScenario.progress;
import static dev.drydock.operation.core.OperationScenario.reported;
import static dev.drydock.operation.core.OperationScenario.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperationRulesTest {

  private static final Device OTHER_DEVICE = new Device("tenant", "d2");
  private static final OperationInput SUCCESS = end(DeviceResult.SUCCEEDED);

  @Test
  void shouldBeginWhenTheDockAdmits() {
    Operation operation =
        given().when(new OperationInput.Admitted(ID, DEVICE, UPDATE), NOON).then(admitted());

    assertThat(operation)
        .isEqualTo(
            new Operation(
                ID,
                DEVICE,
                UPDATE,
                Phase.ADMITTED,
                1,
                new Times(NOON, NOON, null, null),
                CALLER,
                new Reports(0, 0, null),
                null,
                null,
                null,
                null));
    assertThat(operation.state()).isEqualTo(State.QUEUED);
    assertThat(operation.deadline()).contains(new Deadline(DeadlineKind.DELIVERY, after(DELIVERY)));
  }

  @Test
  void shouldChangeNothingWhenTheSameAdmissionComesAgain() {
    given(admitted())
        .when(new OperationInput.Admitted(ID, DEVICE, UPDATE), minute(1))
        .thenNothing();
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"SUCCESSFUL", "FAILED", "CANCELLED"})
  void shouldSayThatItHasEndedWhenItIsAdmittedAgain(Phase phase) {
    given(pathTo(phase))
        .when(new OperationInput.Admitted(ID, DEVICE, UPDATE), minute(2))
        .thenAlreadyEnded();
  }

  @Test
  void shouldRefuseAnotherDevicesAdmissionEvenAfterTheEnd() {
    given(pathTo(Phase.SUCCESSFUL))
        .when(new OperationInput.Admitted(ID, OTHER_DEVICE, UPDATE), minute(2))
        .thenRefused(Outcome.Refusal.OTHER_DEVICE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"ADMITTED", "DELIVERED", "DOWNLOADING", "INSTALLING", "CANCEL_REQUESTED"})
  void shouldHaveMissedItsDeadlineOnlyAfterIt(Phase phase) {
    Operation waiting = operationIn(phase);
    Deadline deadline = waiting.deadline().orElseThrow();

    assertThat(OperationRules.missed(waiting, deadline.dueAt())).isEmpty();
    assertThat(OperationRules.missed(waiting, deadline.dueAt().plusMillis(1))).contains(deadline);
  }

  @Test
  void shouldMissNoDeadlineAfterItsEnd() {
    assertThat(OperationRules.missed(operationIn(Phase.FAILED), Instant.MAX)).isEmpty();
  }

  @Test
  void shouldRefuseWhenNoOperationIsKnown() {
    given().when(SUCCESS, NOON).thenRefused(Outcome.Refusal.UNKNOWN_OPERATION);
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void shouldRefuseTheWordOfAnotherDevice(Phase phase) {
    given(pathTo(phase))
        .when(
            new OperationInput.Ended(OTHER_DEVICE, DeviceResult.SUCCEEDED, FeedbackDetails.NOTHING),
            minute(2))
        .thenRefused(Outcome.Refusal.OTHER_DEVICE);
  }

  @Test
  void shouldRefuseTheSameDeviceIdOfAnotherTenant() {
    given(admitted())
        .when(new OperationInput.Delivered(new Device("other", DEVICE.deviceId())), minute(1))
        .thenRefused(Outcome.Refusal.OTHER_DEVICE);
  }

  @Test
  void shouldStayQueuedAndWaitForTheStartWhenDelivered() {
    Operation operation =
        given(admitted())
            .when(new OperationInput.Delivered(DEVICE), minute(1))
            .then(delivered(minute(1)));

    assertThat(operation.state()).isEqualTo(State.QUEUED);
    assertThat(operation.deadline())
        .contains(new Deadline(DeadlineKind.START, minute(1).plus(START)));
    assertThat(operation.lastActionBy()).isEqualTo(Actor.of(DEVICE));
  }

  @Test
  void shouldChangeNothingWhenDeliveredAgain() {
    given(admitted(), delivered(minute(1)))
        .when(new OperationInput.Delivered(DEVICE), minute(2))
        .thenNothing();
  }

  @Test
  void shouldStartWhenABridgesDeviceReportsWithoutAFetch() {
    Operation operation =
        given(admitted())
            .when(progress(Activity.INSTALLING, "3 of 7"), minute(1))
            .then(reported(Activity.INSTALLING, "3 of 7", minute(1)));

    assertThat(operation.state()).isEqualTo(State.IN_PROGRESS);
    assertThat(operation.times().startedAt()).isEqualTo(minute(1));
    assertThat(operation.reports().progress()).isEqualTo("3 of 7");
    assertThat(operation.revision()).isEqualTo(2);
    assertThat(operation.deadline())
        .contains(new Deadline(DeadlineKind.PROGRESS, minute(1).plus(PROGRESS)));
  }

  @Test
  void shouldPutTheDeadlineOffWhenTheDeviceReportsAgain() {
    Operation operation =
        given(admitted(), reported(Activity.INSTALLING, "3 of 7", minute(1)))
            .when(progress(Activity.INSTALLING, "3 of 7"), minute(2))
            .then(reported(Activity.INSTALLING, "3 of 7", minute(2)));

    assertThat(operation.deadline().orElseThrow().dueAt()).isEqualTo(minute(2).plus(PROGRESS));
    assertThat(operation.times().startedAt()).isEqualTo(minute(1));
  }

  @Test
  void shouldKeepInstallingAndItsProgressWhenAnOvertakenReportComes() {
    Operation operation =
        given(admitted(), reported(Activity.INSTALLING, "installing 10 %", minute(1)))
            .when(progress(Activity.DOWNLOADING, "95 %"), minute(2))
            .then(reported(Activity.DOWNLOADING, "95 %", minute(2)));

    assertThat(operation.phase()).isEqualTo(Phase.INSTALLING);
    assertThat(operation.reports().progress()).isEqualTo("installing 10 %");
    assertThat(operation.deadline().orElseThrow().dueAt()).isEqualTo(minute(2).plus(PROGRESS));
  }

  @Test
  void shouldKeepTheProgressWhenAReportHasNone() {
    Operation operation =
        given(admitted(), reported(Activity.DOWNLOADING, "95 %", minute(1)))
            .when(progress(Activity.INSTALLING, null), minute(2))
            .then(reported(Activity.INSTALLING, null, minute(2)));

    assertThat(operation.reports().progress()).isEqualTo("95 %");
  }

  @Test
  void shouldChangeNothingWhenAReportIsACopy() {
    given(admitted(), reported(Activity.INSTALLING, "3 of 7", minute(1)))
        .when(progress(Activity.INSTALLING, "3 of 7"), minute(1))
        .thenNothing();
  }

  @Test
  void shouldCutProgressButNoCharacterWhenItIsTooLong() {
    String almostTooLong = "x".repeat(OperationRules.MAX_PROGRESS_LENGTH - 1);

    given(admitted())
        .when(progress(Activity.INSTALLING, almostTooLong + "\uD83D\uDEA2"), minute(1))
        .then(reported(Activity.INSTALLING, almostTooLong, minute(1)));
  }

  @Test
  void shouldEndWellWhenTheDeviceSaysSo() {
    Operation operation =
        given(pathTo(Phase.INSTALLING)).when(SUCCESS, minute(9)).then(succeeded(minute(9)));

    assertThat(operation.state()).isEqualTo(State.SUCCESSFUL);
    assertThat(operation.completedAt()).contains(minute(9));
    assertThat(operation.deadline()).isEmpty();
    assertThat(operation.failure()).isNull();
    assertThat(operation.lastActionBy()).isEqualTo(Actor.of(DEVICE));
  }

  @Test
  void shouldCountAsStartedWhenTheDevicesOnlyWordIsTheEnd() {
    Operation operation = given(admitted()).when(SUCCESS, minute(9)).then(succeeded(minute(9)));

    assertThat(operation.times().startedAt()).isEqualTo(minute(9));
  }

  @Test
  void shouldFailWithTheDevicesMessageWhenItReportsFailure() {
    Operation operation =
        given(pathTo(Phase.INSTALLING))
            .when(end(DeviceResult.FAILED, "no space"), minute(9))
            .then(failed(FailureCode.DEVICE_REPORTED_FAILURE, "no space", minute(9)));

    assertThat(operation.state()).isEqualTo(State.FAILED);
    assertThat(operation.failure())
        .isEqualTo(new Failure(FailureCode.DEVICE_REPORTED_FAILURE, "no space"));
    assertThat(operation.failure().code().code()).isEqualTo("deviceReportedFailure");
  }

  @Test
  void shouldFailWithoutAStartWhenTheDeviceRejects() {
    Operation operation =
        given(pathTo(Phase.DELIVERED))
            .when(end(DeviceResult.REJECTED, " "), minute(9))
            .then(failed(FailureCode.REJECTED_BY_DEVICE, "The device gave no message.", minute(9)));

    assertThat(operation.times().startedAt()).isNull();
    assertThat(operation.failure().code().code()).isEqualTo("rejectedByDevice");
  }

  @Test
  void shouldKeepOnlySoMuchOfAMessage() {
    String kept = "x".repeat(FeedbackDetails.MAX_MESSAGE_LENGTH);

    given(admitted())
        .when(end(DeviceResult.FAILED, kept + "y"), minute(1))
        .then(failed(FailureCode.DEVICE_REPORTED_FAILURE, kept, minute(1)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"ADMITTED", "DELIVERED", "DOWNLOADING", "INSTALLING", "CANCEL_REQUESTED"})
  void shouldFailAtTheMomentThatWasDueWhenItsDeadlinePasses(Phase phase) {
    // given
    Operation waiting = operationIn(phase);
    Deadline deadline = waiting.deadline().orElseThrow();
    Instant muchLater = deadline.dueAt().plus(Duration.ofDays(3));

    // when
    Outcome outcome =
        OperationRules.decide(
            waiting, new OperationInput.DeadlinePassed(deadline.kind()), muchLater);

    // then
    Operation failed = OperationRules.evolve(waiting, ((Outcome.Changed) outcome).event());
    assertThat(failed.completedAt()).contains(deadline.dueAt());
    assertThat(failed.failure().code()).isEqualTo(deadline.kind().failure());
    assertThat(failed.failure().message()).contains(deadline.dueAt().toString());
    assertThat(failed.lastActionBy()).isEqualTo(Actor.DRYDOCK);
  }

  @Test
  void shouldNotFailBeforeItsDeadline() {
    given(admitted())
        .when(
            new OperationInput.DeadlinePassed(DeadlineKind.DELIVERY),
            after(DELIVERY).minusMillis(1))
        .thenNothing();
  }

  @Test
  void shouldNotFailByADeadlineThatItHasMet() {
    given(admitted(), delivered(minute(1)))
        .when(new OperationInput.DeadlinePassed(DeadlineKind.DELIVERY), after(DELIVERY))
        .thenNothing();
  }

  @Test
  void shouldNeverGoBackInTimeWhenARecordIsDatedBeforeTheLastChange() {
    given(admitted(), delivered(minute(5))).when(SUCCESS, Instant.EPOCH).then(succeeded(minute(5)));
  }

  @Test
  void shouldTakeNoDeadlineOutsideItsBounds() {
    Deadlines deadlines =
        new Deadlines(
            Duration.ZERO,
            Duration.ofMillis(Long.MAX_VALUE),
            Duration.ofSeconds(-1),
            Duration.ofMillis(999));

    assertThat(deadlines)
        .isEqualTo(
            new Deadlines(
                Duration.ofSeconds(1),
                Duration.ofDays(30),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1)));
    assertThat(deadlines.delivery()).isEqualTo(Deadlines.SHORTEST);
    assertThat(deadlines.start()).isEqualTo(Deadlines.LONGEST);
  }
}
