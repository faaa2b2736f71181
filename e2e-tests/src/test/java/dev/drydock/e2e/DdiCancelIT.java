package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A DDI device is told to stop, and stops or does not. */
@ExtendWith(SharedInstallation.class)
class DdiCancelIT {
  private final GraphClient caller;
  private final DdiDevice device;

  DdiCancelIT(Installation drydock) {
    caller = drydock.caller("contoso");
    device = drydock.knownDdiDevice(caller);
  }

  @Test
  void shouldBeGivenNothingWhenTheUpdateWasCancelledBefore() {
    // given
    Answer accepted = request();
    int number = device.awaitUpdate(accepted);

    // when
    Answer cancelled = caller.cancel(accepted.location());

    // then
    assertThat(cancelled.status()).isEqualTo(202);
    caller.awaitStatus(accepted.location(), "cancelled");
    assertThat(device.fetch(number).status()).isEqualTo(404);
    device.awaitNothingToInstall();
    assertThat(device.poll().member("/_links/cancelAction/href")).isEmpty();
    assertThat(caller.history(accepted.location()).text()).doesNotContain("\"delivered\"");
  }

  @Test
  void shouldBeCancelledWhenTheDeviceStops() {
    // given
    Answer accepted = installing(request());
    caller.cancel(accepted.location());
    int number = device.awaitCancel();
    Answer listed = device.poll();
    Answer toStop = device.fetchCancel(number);
    Answer late = device.proceed(number, 2, 2);

    // when
    Answer told = device.stop(number);

    // then
    assertThat(listed.member("/_links/deploymentBase/href")).isEmpty();
    assertThat(toStop.member("/id")).isEqualTo(Integer.toString(number));
    assertThat(toStop.member("/cancelAction/stopId")).isEqualTo(Integer.toString(number));
    assertThat(late.status()).isEqualTo(200);
    assertThat(told.status()).isEqualTo(200);
    Answer end = caller.awaitEnd(accepted.location());
    assertThat(end.member("/status")).isEqualTo("cancelled");
    assertThat(end.member("/lastActionBy/device/id")).isEqualTo(device.id());
    device.awaitNothingToInstall();
  }

  @Test
  void shouldGoOnWhenTheDeviceRefusesToStop() {
    // given
    Answer accepted = installing(request());
    caller.cancel(accepted.location());
    int number = device.awaitCancel();

    // when
    Answer told = device.refuseToStop(number, "the bootloader is being written");

    // then
    assertThat(told.status()).isEqualTo(200);
    Answer goesOn = caller.awaitPhase(accepted.location(), "installing");
    assertThat(goesOn.member("/cancellation/refusal")).contains("bootloader");
    assertThat(device.awaitUpdate(accepted)).isEqualTo(number);
    assertThat(device.succeed(number).status()).isEqualTo(200);
    caller.awaitStatus(accepted.location(), "successful");
  }

  @Test
  void shouldStillBeToldToStopWhenTheUpdateWasEndedByForce() {
    // given
    Answer accepted = installing(request());

    // when
    Answer cancelled = caller.cancelByForce(accepted.location());

    // then
    assertThat(cancelled.status()).isEqualTo(202);
    caller.awaitStatus(accepted.location(), "cancelled");
    int number = device.awaitCancel();
    assertThat(device.fetchCancel(number).status()).isEqualTo(200);
    assertThat(device.stop(number).status()).isEqualTo(200);
    device.awaitNothingToInstall();
  }

  @Test
  void shouldNotBeOfferedAgainWhenTheDeviceRefusesToStopWhatWasEndedByForce() {
    // given
    Answer accepted = installing(request());
    caller.cancelByForce(accepted.location());
    caller.awaitStatus(accepted.location(), "cancelled");
    int number = device.awaitCancel();

    // when
    Answer told = device.refuseToStop(number, "the bootloader is being written");

    // then
    assertThat(told.status()).isEqualTo(200);
    device.awaitNothingToInstall();
    assertThat(device.fetch(number).status()).isEqualTo(404);
    assertThat(device.succeed(number).status()).isEqualTo(200);
    Answer late = caller.awaitLateResult(accepted.location());
    assertThat(late.member("/lateResult/result")).isEqualTo("succeeded");
    assertThat(late.member("/status")).isEqualTo("cancelled");
  }

  private Answer request() {
    return caller.accepted(device.id(), Release.TEAMS);
  }

  private Answer installing(Answer accepted) {
    device.proceed(device.fetched(accepted), 1, 2);
    caller.awaitPhase(accepted.location(), "installing");
    return accepted;
  }
}
