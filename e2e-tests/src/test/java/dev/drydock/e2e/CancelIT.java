package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DeviceCommand;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cancel is honest: what its caller is told is what comes of it. */
@ExtendWith(SharedInstallation.class)
class CancelIT {

  private static final int CONFLICT = 409;

  private final GraphClient caller;
  private final KafkaDevice device;
  private final KafkaDevice ddiDevice;

  CancelIT(Installation drydock) {
    caller = drydock.caller("contoso");
    device = drydock.registeredDevice(caller);
    ddiDevice = drydock.registeredDdiDevice(caller);
  }

  @Test
  void shouldCancelAtOnceWhatTheDeviceWasNotGiven() {
    // given
    Answer accepted = caller.updateSoftware(ddiDevice.id(), Release.TEAMS);

    // when
    Answer cancelled = caller.cancel(accepted.location());

    // then
    assertThat(cancelled.status()).isEqualTo(202);
    assertThat(cancelled.location()).isEqualTo(accepted.location());
    Answer end = caller.get(accepted.location());
    assertThat(end.member("/status")).isEqualTo("cancelled");
    assertThat(end.member("/error")).isEmpty();
    assertThat(end.member("/completedDateTime")).isNotEmpty();
    assertThat(end.member("/lastActionBy/application/id")).isEqualTo("e2e-tests");
    assertThat(end.member("/cancellation/forced")).isEqualTo("false");
  }

  @Test
  void shouldNotDeliverWhatWasCancelledBefore() {
    // given
    Answer accepted = caller.updateSoftware(ddiDevice.id(), Release.TEAMS);
    caller.cancel(accepted.location());

    // when
    ddiDevice.fetch(accepted.operationId());
    Answer next = caller.updateSoftware(ddiDevice.id(), Release.TEAMS);
    ddiDevice.fetch(next.operationId());

    // then
    caller.awaitPhase(next.location(), "delivered");
    assertThat(caller.history(accepted.location()).text()).doesNotContain("\"delivered\"");
    end(ddiDevice, next);
  }

  @Test
  void shouldAskTheDeviceThatWasGivenTheUpdate() {
    // given
    Answer accepted = installing(caller.updateSoftware(device.id(), Release.TEAMS));

    // when
    Answer cancelled = caller.cancel(accepted.location());

    // then
    assertThat(cancelled.status()).isEqualTo(202);
    Answer asked = caller.get(accepted.location());
    assertThat(asked.member("/phase")).isEqualTo("cancelRequested");
    assertThat(asked.member("/status")).isEqualTo("inProgress");
    assertThat(asked.member("/onDeadline/code")).isEqualTo("cancelTimeout");
    assertThat(asked.member("/cancellation/requestedBy/application/id")).isEqualTo("e2e-tests");
    DeviceCommand withdrawal = device.awaitWithdrawal(accepted.operationId());
    assertThat(withdrawal.getWithdrawSoftware().getForced()).isFalse();
    device.stop(accepted.operationId());
    Answer end = caller.awaitEnd(accepted.location());
    assertThat(end.member("/status")).isEqualTo("cancelled");
    assertThat(end.member("/lastActionBy/device/id")).isEqualTo(device.id());
  }

  @Test
  void shouldGoOnWhenTheDeviceRefusesToStop() {
    // given
    Answer accepted = caller.updateSoftware(device.id(), Release.TEAMS);
    installing(accepted);
    caller.cancel(accepted.location());

    // when
    device.refuseToStop(accepted.operationId(), "the bootloader is being written");

    // then
    Answer goesOn = caller.awaitPhase(accepted.location(), "installing");
    assertThat(goesOn.member("/cancellation/refusedDateTime")).isNotEmpty();
    assertThat(goesOn.member("/cancellation/refusal")).contains("bootloader");
    device.succeed(accepted.operationId());
    assertThat(caller.awaitEnd(accepted.location()).member("/status")).isEqualTo("successful");
  }

  @Test
  void shouldFailWhenTheDeviceDoesNotAnswerToTheCancel() {
    // given
    Answer accepted =
        caller.updateSoftware(device.id(), Release.TEAMS, "cancel", Installation.SHORTEST_DEADLINE);
    installing(accepted);

    // when
    caller.cancel(accepted.location());

    // then
    Answer end = caller.awaitEnd(accepted.location());
    assertThat(end.member("/status")).isEqualTo("failed");
    assertThat(end.member("/error/code")).isEqualTo("cancelTimeout");
  }

  @Test
  void shouldEndAtOnceByForceAndRecordWhatTheDeviceSaysLater() {
    // given
    Answer accepted = installing(caller.updateSoftware(device.id(), Release.TEAMS));

    // when
    Answer forced = caller.cancelByForce(accepted.location());

    // then
    assertThat(forced.status()).isEqualTo(202);
    Answer end = caller.get(accepted.location());
    assertThat(end.member("/status")).isEqualTo("cancelled");
    assertThat(end.member("/cancellation/forced")).isEqualTo("true");
    assertThat(device.awaitWithdrawal(accepted.operationId()).getWithdrawSoftware().getForced())
        .isTrue();
    device.succeed(accepted.operationId());
    Answer late = caller.awaitLateResult(accepted.location());
    assertThat(late.member("/lateResult/result")).isEqualTo("succeeded");
    assertThat(late.member("/status")).isEqualTo("cancelled");
    assertThat(late.member("/completedDateTime")).isEqualTo(end.member("/completedDateTime"));
    end(device, caller.updateSoftware(device.id(), Release.TEAMS));
  }

  @Test
  void shouldSay409WhenTheOperationIsOver() {
    // given
    Answer accepted = caller.updateSoftware(device.id(), Release.TEAMS);
    end(device, accepted);

    // when
    Answer cancelled = caller.cancel(accepted.location());

    // then
    assertThat(cancelled.status()).isEqualTo(CONFLICT);
    assertThat(cancelled.location()).isEqualTo(accepted.location());
    assertThat(cancelled.member("/error/message")).contains("successful");
  }

  @RepeatedTest(40)
  void shouldLetExactlyOneWinWhenACancelMeetsTheDevicesFinalWord() {
    // given
    Answer accepted = caller.updateSoftware(device.id(), Release.TEAMS);
    device.awaitCommand(accepted.operationId());

    // when
    CompletableFuture<Answer> cancel = caller.cancelByForceLater(accepted.location());
    device.succeed(accepted.operationId());

    // then
    Answer told = cancel.join();
    String end = caller.awaitEnd(accepted.location()).member("/status");
    assertThat(told.status()).isEqualTo(end.equals("cancelled") ? 202 : CONFLICT);
    assertThat(end).isIn("cancelled", "successful");
    // a word that came too late is recorded, and only then
    assertThat(end.equals("cancelled")).isEqualTo(!lateResultAtLast(accepted, end).isEmpty());
  }

  private String lateResultAtLast(Answer accepted, String end) {
    return end.equals("cancelled")
        ? caller.awaitLateResult(accepted.location()).member("/lateResult/result")
        : caller.get(accepted.location()).member("/lateResult/result");
  }

  private Answer installing(Answer accepted) {
    device.install(accepted.operationId(), "1 of 2");
    caller.awaitPhase(accepted.location(), "installing");
    return accepted;
  }

  private void end(KafkaDevice of, Answer accepted) {
    of.succeed(accepted.operationId());
    caller.awaitStatus(accepted.location(), "successful");
  }
}
